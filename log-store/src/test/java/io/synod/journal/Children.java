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
package io.synod.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes of this JVM's kind, for tests that need a second one. */
final class Children
{
    private Children()
    {
    }

    /** Starts a main class of the tests; its errors go to this process's. */
    static Process start(final Class<?> main, final String... args) throws IOException
    {
        return start(List.of(), main, args);
    }

    /** The same, but no file that it writes may become longer. */
    static Process startWithFilesUpTo(final int kibibytes, final Class<?> main, final String... args)
        throws IOException
    {
        return start(List.of("bash", "-c", "ulimit -f " + kibibytes + " && exec \"$@\"", "bash"), main, args);
    }

    private static Process start(final List<String> before, final Class<?> main, final String... args)
        throws IOException
    {
        final List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "--add-opens",
            "java.base/jdk.internal.misc=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
