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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Runs {@link HandOvers} in jcstress, in processes of its own: a second each in the build, by
 * {@code -Dsynod.long=true} as long, and on as many kinds of JVMs, as jcstress does by default.
 */
final class HandOverTest
{
    private static final String OPENED = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED";
    private static final List<String> SHORT =
        List.of("-m", "quick", "-f", "1", "-iters", "1", "-time", "1000", "-sc", "false", "-jvmArgs", OPENED);
    private static final List<String> LONG = List.of("-m", "default", "-jvmArgsPrepend", OPENED);

    @Test
    void whoSeesAHandOverSeesAllThatBelongsToIt(@TempDir final Path directory) throws IOException, InterruptedException
    {
        final List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            OPENED,
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "org.openjdk.jcstress.Main",
            "-t",
            "io.synod.journal.HandOvers",
            "-r",
            directory.toString()));
        command.addAll(Boolean.getBoolean("synod.long") ? LONG : SHORT);
        final Process process = new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, process.waitFor(), output);
        assertTrue(output.contains("Failed tests: No matches"), output);
        assertTrue(output.contains("Error tests: No matches"), output);
        assertTrue(output.contains("All remaining tests: 6 matching"), output);
    }
}
