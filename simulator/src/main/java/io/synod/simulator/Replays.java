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
package io.synod.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs seeds a second time in another process that interprets every bytecode, and compares the traces: a run that
 * depends on anything but its seed - identity hashes, timing, what the compiler made of it - shows here.
 */
public final class Replays
{
    private Replays()
    {
    }

    /**
     * The other process: prints seed and digest of each seed it is given.
     *
     * @param args seeds.
     */
    public static void main(final String[] args)
    {
        for (final String arg : args)
        {
            final long seed = Long.parseLong(arg);
            System.out.println(seed + " " + Simulation.run(seed).digest());
        }
    }

    /**
     * Runs seeds again, interpreted.
     *
     * @param digests of the traces of the first runs, by seed.
     * @return the seeds whose traces differ; empty if none does.
     */
    public static List<Long> differing(final Map<Long, Long> digests)
    {
        if (digests.isEmpty())
        {
            return List.of();
        }
        final Map<Long, Long> again = new TreeMap<>();
        try
        {
            final Process process = new ProcessBuilder(command(digests.keySet()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8))
            {
                lines.lines().forEach(line -> again.put(
                    Long.parseLong(line.substring(0, line.indexOf(' '))),
                    Long.parseLong(line.substring(line.indexOf(' ') + 1))));
            }
        }
        catch (final IOException failed)
        {
            throw new UncheckedIOException("the second process could not be run", failed);
        }
        return digests.keySet().stream().filter(seed -> !digests.get(seed).equals(again.get(seed))).toList();
    }

    private static List<String> command(final Iterable<Long> seeds)
    {
        final List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xint",
            "--add-opens",
            "java.base/jdk.internal.misc=ALL-UNNAMED",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Replays.class.getName()));
        seeds.forEach(seed -> command.add(String.valueOf(seed)));
        return command;
    }
}
