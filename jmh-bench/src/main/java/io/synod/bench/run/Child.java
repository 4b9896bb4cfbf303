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
package io.synod.bench.run;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of a run, with its children; what it says on standard error goes to a file. */
final class Child implements AutoCloseable
{
    private static final String ENDED = "(ended)";
    private static final long END_SECONDS = 20;

    private final Process process;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final BufferedWriter orders;
    private final Path log;

    private Child(final Process process, final Path log)
    {
        this.process = process;
        this.log = log;
        orders = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        final Thread reader = new Thread(this::read, "child-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    static Child start(final List<String> command, final Path log)
    {
        try
        {
            return new Child(new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException("cannot be started: " + String.join(" ", command), ex);
        }
    }

    private void read()
    {
        try (BufferedReader lines =
            new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)))
        {
            for (String line = lines.readLine(); line != null; line = lines.readLine())
            {
                said.add(line);
            }
        }
        catch (final IOException ex)
        {
            said.add("(" + ex.getMessage() + ")");
        }
        said.add(ENDED);
    }

    void tell(final String order)
    {
        try
        {
            orders.write(order);
            orders.newLine();
            orders.flush();
        }
        catch (final IOException ex)
        {
            throw new RunFailure("process " + process.pid() + " does not listen (" + ex.getMessage() + "); see " + log);
        }
    }

    /**
     * Waits for a line that begins so; what else it says until then is skipped.
     *
     * @return the line.
     */
    String await(final String start, final Duration limit)
    {
        final long deadlineNs = System.nanoTime() + limit.toNanos();
        try
        {
            while (true)
            {
                final String line = said.poll(deadlineNs - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (line == null || line.equals(ENDED))
                {
                    throw new RunFailure("process " + process.pid() +
                        (line == null ? " said no " + start + " within " + limit.toSeconds() + " s" : " has ended") +
                        "; see " + log);
                }
                if (line.startsWith(start))
                {
                    return line;
                }
            }
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            throw new RunFailure("interrupted");
        }
    }

    /** Lets it go on for a while. Fails when it ends. */
    void letRun(final Duration time)
    {
        final long deadlineNs = System.nanoTime() + time.toNanos();
        try
        {
            String line = "";
            while (line != null)
            {
                line = said.poll(deadlineNs - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (ENDED.equals(line))
                {
                    throw new RunFailure("process " + process.pid() + " has ended; see " + log);
                }
            }
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            throw new RunFailure("interrupted");
        }
    }

    /** Processor time that it and its children have used. */
    Duration cpuTime()
    {
        return all().stream()
            .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
            .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * SIGKILL, to its children too.
     *
     * @return when, as {@link System#nanoTime()}.
     */
    long kill()
    {
        final List<ProcessHandle> all = all();
        final long atNs = System.nanoTime();
        all.forEach(ProcessHandle::destroyForcibly);
        try
        {
            process.waitFor();
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
        return atNs;
    }

    /** SIGSTOP, to its children too: it stands still, and does not know. */
    void stop()
    {
        signal("STOP");
    }

    /** SIGCONT. */
    void goOn()
    {
        signal("CONT");
    }

    private void signal(final String name)
    {
        final List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        all().forEach(each -> command.add(Long.toString(each.pid())));
        try
        {
            final int exitCode = new ProcessBuilder(command).start().waitFor();
            if (exitCode != 0)
            {
                throw new RunFailure(String.join(" ", command) + " ended with " + exitCode);
            }
        }
        catch (final IOException ex)
        {
            throw new RunFailure(String.join(" ", command) + ": " + ex.getMessage());
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            throw new RunFailure("interrupted");
        }
    }

    /** It and its children. */
    private List<ProcessHandle> all()
    {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    }

    /** Lets it end in order, and kills it if it does not. */
    @Override
    public void close()
    {
        try
        {
            orders.close();
            if (process.waitFor(END_SECONDS, TimeUnit.SECONDS))
            {
                return;
            }
        }
        catch (final IOException ex)
        {
            // It has ended already.
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
        kill();
    }
}
