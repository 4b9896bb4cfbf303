/*
 * Copyright 2026 The Synod Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.synod.tools.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line that starts this program again, in a process of its own. */
final class JavaCommand
{
    private static final String MAIN_CLASS = "io.synod.tools.SynodCommand";

    private JavaCommand()
    {
    }

    /** With what the jar's manifest says, if it is run from the jar; and with what it says, spelt out, if not. */
    static List<String> of(final List<String> arguments)
    {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Three of these share a machine with whoever watches: small, and no threads that are not needed.
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        final String classPath = System.getProperty("java.class.path");
        if (classPath.endsWith("synod.jar"))
        {
            command.addAll(List.of("-jar", classPath));
        }
        else
        {
            command.addAll(List.of(
                "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED", "-cp", classPath, MAIN_CLASS));
        }
        command.addAll(arguments);
        return command;
    }
}
