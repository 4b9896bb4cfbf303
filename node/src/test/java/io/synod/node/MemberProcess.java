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
package io.synod.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.status.CountersReader;

/** A member in a process of its own, and what is known of it: what it says, and its counters. */
final class MemberProcess
{
    private static final long END_SECONDS = 30;
    private static final int SMALL_HEAP_MB = 128;

    private final Process process;
    private final BufferedReader lines;
    private final Path directory;
    private boolean isSeated;
    private boolean isPaused;
    private NodeFile file;
    private CountersReader counters;

    private MemberProcess(final Process process, final Path directory)
    {
        this.process = process;
        this.directory = directory;
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /**
     * Starts a member. Its errors go to this process's.
     *
     * @param prefix    words before those of the JVM: to run it somewhere else.
     * @param directory of the member.
     * @param args      of {@link NodeChild}.
     */
    static MemberProcess start(final List<String> prefix, final Path directory, final String... args)
    {
        final List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + SMALL_HEAP_MB + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "--add-opens",
            "java.base/jdk.internal.misc=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            NodeChild.class.getName()));
        command.addAll(List.of(args));
        try
        {
            return new MemberProcess(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start(), directory);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Whether it takes part: it has said so, and runs. */
    boolean isSeated()
    {
        try
        {
            while (!isSeated && lines.ready())
            {
                isSeated = NodeChild.SEATED.equals(lines.readLine());
            }
            if (!process.isAlive())
            {
                throw new AssertionError("the member in " + directory + " has ended by itself, exit code " +
                    process.exitValue());
            }
            return isSeated;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    boolean isPaused()
    {
        return isPaused;
    }

    /** One of its counters; its file is made anew at each start. */
    long counter(final String name)
    {
        try
        {
            if (counters == null)
            {
                file = NodeFile.open(directory);
                counters = new CountersReader(file.countersMetadata(), file.countersValues());
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        final long[] value = { Long.MIN_VALUE };
        counters.forEach((counterId, typeId, keyBuffer, label) ->
        {
            if (label.startsWith(name))
            {
                value[0] = counters.getCounterValue(counterId);
            }
        });
        return value[0];
    }

    /** As if its machine had been frozen. */
    void pause()
    {
        isPaused = true;
        signal("-STOP");
    }

    void resume()
    {
        signal("-CONT");
        isPaused = false;
    }

    /** As if it had crashed: SIGKILL. Returns when it is dead. */
    void kill()
    {
        process.destroyForcibly();
        awaitEnd();
    }

    /** A regular end. */
    void end()
    {
        try
        {
            process.getOutputStream().close();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        awaitEnd();
    }

    private void awaitEnd()
    {
        try
        {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS))
            {
                process.destroyForcibly().waitFor();
                throw new AssertionError("the member in " + directory + " did not end within " + END_SECONDS + " s");
            }
        }
        catch (final InterruptedException ex)
        {
            process.destroyForcibly();
            throw new AssertionError(ex);
        }
        finally
        {
            if (file != null)
            {
                file.close();
                file = null;
                counters = null;
            }
        }
    }

    private void signal(final String name)
    {
        try
        {
            final Process kill = new ProcessBuilder("kill", name, Long.toString(process.pid())).inheritIO().start();
            if (kill.waitFor() != 0)
            {
                throw new AssertionError("kill " + name + " " + process.pid() + " failed");
            }
        }
        catch (final IOException | InterruptedException ex)
        {
            throw new AssertionError(ex);
        }
    }
}
