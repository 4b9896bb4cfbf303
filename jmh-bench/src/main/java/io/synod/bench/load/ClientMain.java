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
package io.synod.bench.load;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import com.sun.management.OperatingSystemMXBean;
import org.HdrHistogram.HistogramLogWriter;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

import io.synod.bench.system.Client;

/**
 * A client in a process of its own. What it says on its standard output, a line each: {@code READY} when it is
 * connected, and then it waits for {@code GO}; {@code BEGIN} and {@code END} of the time that counts;
 * {@code RECOVERED ns} after each {@code KILLED nanoTime} that it is told; {@code DONE} when its files are written.
 */
public final class ClientMain
{
    private static final long DRAIN_NS = TimeUnit.SECONDS.toNanos(20);

    private final OperatingSystemMXBean system =
        (OperatingSystemMXBean)ManagementFactory.getOperatingSystemMXBean();
    private final IdleStrategy idle = new YieldingIdleStrategy();
    private final PrintStream out = System.out;
    private final Orders orders = new Orders(System.in);
    private final Load load;
    private final Client client;

    private ClientMain(final Load load, final Client client)
    {
        this.load = load;
        this.client = client;
    }

    /**
     * One run.
     *
     * @param args the file that {@link RunSpec#write} wrote, and the number of this client, from 0 on.
     * @throws Exception whatever the contender's client throws.
     */
    public static void main(final String[] args) throws Exception
    {
        final RunSpec spec = RunSpec.read(Path.of(args[0]));
        try (Client client = spec.loadContender().connect(spec.setup()))
        {
            new ClientMain(spec.load(), client).run(spec.setup().directory(), Integer.parseInt(args[1]));
        }
        // Some clients leave threads behind that would keep the process.
        System.exit(0);
    }

    private void run(final Path directory, final int clientId) throws IOException
    {
        out.println("READY");
        orders.awaitGo();
        final Pump pump = new Pump(client, load, System.nanoTime());
        runUntil(pump, pump.fromNs());
        out.println("BEGIN");
        final long cpuNs = system.getProcessCpuTime();
        runUntil(pump, pump.toNs());
        final long usedNs = system.getProcessCpuTime() - cpuNs;
        out.println("END");
        drain(pump);
        write(pump, usedNs, directory, clientId);
        out.println("DONE");
    }

    private void runUntil(final Pump pump, final long untilNs)
    {
        long nowNs = System.nanoTime();
        while (nowNs - untilNs < 0 && !orders.isToStop())
        {
            idle.idle(pump.turn(nowNs));
            nowNs = System.nanoTime();
            if (load.kind() == Load.Kind.FAIL_OVER)
            {
                watchFailOver(pump);
            }
        }
    }

    private void watchFailOver(final Pump pump)
    {
        if (pump.recoveredNs() != 0)
        {
            out.println("RECOVERED " + pump.recoveredNs());
            pump.onLeaderKilled(Long.MAX_VALUE);
        }
        final long killedNs = orders.takeKill();
        if (killedNs != Long.MAX_VALUE)
        {
            pump.onLeaderKilled(killedNs);
        }
    }

    private void drain(final Pump pump)
    {
        final long deadlineNs = System.nanoTime() + DRAIN_NS;
        long nowNs = System.nanoTime();
        while (!pump.isDrained() && nowNs - deadlineNs < 0 && load.kind() != Load.Kind.FAIL_OVER)
        {
            idle.idle(pump.drain());
            nowNs = System.nanoTime();
        }
    }

    private void write(final Pump pump, final long cpuNs, final Path directory, final int clientId)
        throws IOException
    {
        final String name = "client-" + clientId;
        try (PrintStream log = new PrintStream(
            Files.newOutputStream(directory.resolve(name + ".hlog")), false, StandardCharsets.UTF_8))
        {
            final HistogramLogWriter writer = new HistogramLogWriter(log);
            writer.outputLegend();
            pump.latencies().setStartTimeStamp(0);
            pump.latencies().setEndTimeStamp(TimeUnit.SECONDS.toMillis(load.seconds()));
            writer.outputIntervalHistogram(pump.latencies());
        }
        final Properties figures = new Properties();
        figures.setProperty("acks", Long.toString(pump.acksThatCount()));
        figures.setProperty("neverAcked", Long.toString(pump.neverAcked()));
        figures.setProperty("longestGapNs", Long.toString(pump.longestGapNs()));
        figures.setProperty("cpuNs", Long.toString(cpuNs));
        try (Writer file = Files.newBufferedWriter(directory.resolve(name + ".properties")))
        {
            figures.store(file, null);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException("the figures cannot be written", ex);
        }
    }
}
