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
package io.synod.tools;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** The synod command, in processes of its own and in this one. */
final class Processes implements AutoCloseable
{
    private static final long TIMEOUT_S = 60;
    private static final long BETWEEN_LOOKS_MS = 20;
    private static final int FIRST_PORT = 20_000;
    private static final int PORT_LIMIT = 32_000;

    private final Path directory;
    private final List<Process> all = new ArrayList<>();

    Processes(final Path directory)
    {
        this.directory = directory;
    }

    /** What a command printed, and its exit code. */
    record Run(int exitCode, String out, String err)
    {
    }

    /** Runs a command in this process. */
    static Run synod(final String... args)
    {
        final StringWriter out = new StringWriter();
        final StringWriter err = new StringWriter();
        final int exitCode = SynodCommand.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(args);
        return new Run(exitCode, out.toString(), err.toString());
    }

    /** Starts a command in a process of its own; what it says goes to a file of that name. */
    Process start(final String logName, final File stdin, final String... args)
    {
        final ProcessBuilder builder = command(args)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve(logName).toFile()));
        if (stdin != null)
        {
            builder.redirectInput(stdin);
        }
        return start(builder);
    }

    /** Starts a command in a process of its own, behind pipes; what it complains of goes to a file of that name. */
    Process pipe(final String logName, final String... args)
    {
        return start(
            command(args).redirectError(ProcessBuilder.Redirect.appendTo(directory.resolve(logName).toFile())));
    }

    private static ProcessBuilder command(final String... args)
    {
        final List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED",
            "-cp", System.getProperty("java.class.path"), SynodCommand.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }

    private Process start(final ProcessBuilder builder)
    {
        try
        {
            final Process process = builder.start();
            all.add(process);
            return process;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    String log(final String logName)
    {
        try
        {
            return Files.readString(directory.resolve(logName), StandardCharsets.UTF_8);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    int awaitExit(final Process process, final String logName) throws InterruptedException
    {
        assertTrue(process.waitFor(TIMEOUT_S, TimeUnit.SECONDS), () -> "it does not end: " + log(logName));
        return process.exitValue();
    }

    static void await(final String what, final BooleanSupplier condition)
    {
        final IdleStrategy idle = new SleepingMillisIdleStrategy(BETWEEN_LOOKS_MS);
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_S);
        while (!condition.getAsBoolean())
        {
            assertTrue(System.nanoTime() - deadlineNs < 0, what);
            idle.idle();
        }
    }

    /** Addresses of members on ports that nobody has. */
    static List<String> addresses(final int count)
    {
        final List<String> addresses = new ArrayList<>();
        int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, PORT_LIMIT);
        while (addresses.size() < count)
        {
            port = port + 1 < PORT_LIMIT ? port + 1 : FIRST_PORT;
            if (isFree(port))
            {
                addresses.add(addresses.size() + "=127.0.0.1:" + port);
            }
        }
        return addresses;
    }

    private static boolean isFree(final int port)
    {
        try (DatagramSocket socket = new DatagramSocket(null))
        {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        }
        catch (final SocketException ex)
        {
            return false;
        }
    }

    @Override
    public void close()
    {
        all.forEach(Process::destroyForcibly);
        for (final Process process : all)
        {
            process.onExit().join();
        }
    }
}
