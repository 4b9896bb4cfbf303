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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.synod.node.NodeReport;
import io.synod.tools.cluster.Exit;

/** One member of the demonstration: a process that can be killed and started again. */
final class DemoMember
{
    private static final long STOP_TIMEOUT_S = 20;
    private static final int LOG_LINES = 12;

    private final int memberId;
    private final String members;
    private final Path directory;
    private final Path driverDirectory;
    private final Path log;
    private int lives;
    private boolean isWanted;
    private Process process;

    DemoMember(final int memberId, final String members, final Path directory, final Path driverDirectory)
    {
        this.memberId = memberId;
        this.members = members;
        this.directory = directory.resolve("member-" + memberId);
        this.driverDirectory = driverDirectory;
        log = directory.resolve("member-" + memberId + ".log");
    }

    int memberId()
    {
        return memberId;
    }

    void start()
    {
        lives++;
        // The driver of a process that was killed counts as alive for a while: each life has a directory of its own.
        final List<String> command = JavaCommand.of(List.of(
            "node", "--id", Integer.toString(memberId), "--members", members, "--dir", directory.toString(),
            "--until-stdin-closes",
            "--set", "transport.driverDirectory=" + driverDirectory.resolve(memberId + "-" + lives)));
        try
        {
            process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
            isWanted = true;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException("member " + memberId + " cannot be started: " + ex.getMessage(), ex);
        }
    }

    long pid()
    {
        return process.pid();
    }

    /** SIGKILL: it can do nothing about it. */
    void kill()
    {
        isWanted = false;
        process.destroyForcibly();
    }

    boolean isAlive()
    {
        return process != null && process.isAlive();
    }

    /** Whether it is there, as far as this process wants it to be: one that was killed may take a moment to die. */
    boolean isUp()
    {
        return isWanted && process.isAlive();
    }

    /** Whether it ended though nobody wanted it to. */
    boolean hasDied()
    {
        return isWanted && !process.isAlive();
    }

    /** What it has written down about itself; null if there is nothing yet. */
    NodeReport report()
    {
        try
        {
            return NodeReport.read(directory);
        }
        catch (final IOException ex)
        {
            return null;
        }
    }

    long counter(final String name)
    {
        final NodeReport report = report();
        return report == null || report.pid() != pid() ? 0 : report.counter(name);
    }

    /** SIGTERM. */
    void askToEnd()
    {
        isWanted = false;
        if (isAlive())
        {
            process.destroy();
        }
    }

    /** Whether it ended in order, as it was asked to. */
    boolean awaitEnd() throws InterruptedException
    {
        return process != null && process.waitFor(STOP_TIMEOUT_S, TimeUnit.SECONDS) && process.exitValue() == Exit.OK;
    }

    void awaitDeath() throws InterruptedException
    {
        process.waitFor(STOP_TIMEOUT_S, TimeUnit.SECONDS);
    }

    void forget()
    {
        if (process != null)
        {
            isWanted = false;
            process.destroyForcibly();
        }
    }

    /** The last that it said. */
    List<String> lastWords()
    {
        try
        {
            final List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
        }
        catch (final IOException ex)
        {
            return List.of(log + " cannot be read: " + ex);
        }
    }
}
