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

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.agrona.CloseHelper;

import io.synod.bench.load.ClientMain;
import io.synod.bench.load.Load;
import io.synod.bench.load.MemberMain;
import io.synod.bench.load.RunSpec;
import io.synod.bench.system.Contender;

/** Starts the members and clients of one run as processes, lets them run, and collects what they measured. */
final class ClusterRun implements AutoCloseable
{
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration FAIL_OVER_LIMIT = Duration.ofSeconds(90);
    /** For a member that was started again, to hear of the others and to catch up. */
    private static final Duration RETURN_TIME = Duration.ofSeconds(4);
    private static final Duration ASK_AGAIN = Duration.ofMillis(5);
    private static final int KILLS = 5;

    private final RunSpec spec;
    private final Contender contender;
    private final List<String> jvmOptions;
    private final String classPath;
    private final Path directory;
    private final Path specFile;
    private final List<Child> members = new ArrayList<>();
    private final List<Child> clients = new ArrayList<>();
    private final List<Long> recoveriesNs = new ArrayList<>();

    /**
     * A run that begins when it is told to.
     *
     * @param spec       of it; its directory is there, and empty.
     * @param contender  the one that the spec names.
     * @param jvmOptions for its processes.
     * @param classPath  for its processes.
     */
    ClusterRun(
        final RunSpec spec, final Contender contender, final List<String> jvmOptions, final String classPath)
    {
        this.jvmOptions = jvmOptions;
        this.spec = spec;
        this.contender = contender;
        this.classPath = classPath;
        directory = spec.setup().directory();
        specFile = directory.resolve("run.properties");
    }

    /**
     * Runs it.
     *
     * @param clientCount so many clients with the same load.
     * @param round       for the result.
     * @return what was measured.
     */
    Result run(final int clientCount, final int round)
    {
        spec.write(specFile);
        for (int i = 0; i < spec.setup().members(); i++)
        {
            members.add(startMember(i));
        }
        members.forEach(member -> member.await("RUNNING", START_LIMIT));
        for (int i = 0; i < clientCount; i++)
        {
            clients.add(start(ClientMain.class, i, "client-" + i));
        }
        clients.forEach(client -> client.await("READY", START_LIMIT));
        clients.forEach(client -> client.tell("GO"));
        final Load load = spec.load();
        final Duration limit = Duration.ofSeconds(60 + load.warmUpSeconds() + load.seconds());
        clients.forEach(client -> client.await("BEGIN", limit));
        final long before = membersCpuNs();
        final long pauseNs = awaitEnd(limit);
        final long cpuNs = membersCpuNs() - before;
        clients.forEach(client -> client.await("DONE", limit));
        return collect(clientCount, round, cpuNs, pauseNs);
    }

    /** The longest pause of the machine until then. */
    private long awaitEnd(final Duration limit)
    {
        final List<Child> stopped = new ArrayList<>();
        try (MachinePauses pauses = MachinePauses.start())
        {
            stopped.addAll(stopFollowers(spec.load().stopped()));
            if (spec.load().kind() == Load.Kind.FAIL_OVER)
            {
                killLeaders(clients.get(0));
            }
            else
            {
                clients.forEach(client -> client.await("END", limit));
            }
            return pauses.longestNs();
        }
        finally
        {
            stopped.forEach(Child::goOn);
        }
    }

    private List<Child> stopFollowers(final int count)
    {
        if (count == 0)
        {
            return List.of();
        }
        final Child leader = members.get(awaitLeader());
        final List<Child> stopped = members.stream().filter(member -> member != leader).limit(count).toList();
        stopped.forEach(Child::stop);
        return stopped;
    }

    private Child startMember(final int memberId)
    {
        return start(MemberMain.class, memberId, "member-" + memberId);
    }

    private Child start(final Class<?> main, final int id, final String name)
    {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of(
            "-XX:+PerfDisableSharedMem", "-Dagrona.disable.bounds.checks=true", "-Djava.net.preferIPv4Stack=true",
            "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED"));
        command.addAll(contender.jvmOptions());
        command.addAll(List.of("-cp", classPath, main.getName(), specFile.toString(), Integer.toString(id)));
        return Child.start(command, directory.resolve(name + ".log"));
    }

    private long membersCpuNs()
    {
        return members.stream().mapToLong(member -> member.cpuTime().toNanos()).sum();
    }

    /** One after the other; each is started again, and has time to come back, before the next. */
    private void killLeaders(final Child client)
    {
        for (int i = 0; i < KILLS; i++)
        {
            final int leader = awaitLeader();
            final long atNs = members.get(leader).kill();
            client.tell("KILLED " + atNs);
            final String answer = client.await("RECOVERED ", FAIL_OVER_LIMIT);
            recoveriesNs.add(Long.parseLong(answer.substring(answer.indexOf(' ') + 1)));
            members.set(leader, startMember(leader));
            members.get(leader).await("RUNNING", START_LIMIT);
            client.letRun(RETURN_TIME);
        }
        clients.forEach(each -> each.tell("STOP"));
    }

    /** The member that says so of itself; a member that was just started may not know yet. */
    private int awaitLeader()
    {
        final long deadlineNs = System.nanoTime() + FAIL_OVER_LIMIT.toNanos();
        while (System.nanoTime() - deadlineNs < 0)
        {
            for (int i = 0; i < members.size(); i++)
            {
                members.get(i).tell("leads?");
                if ("true".equals(members.get(i).await("", START_LIMIT)))
                {
                    return i;
                }
            }
            members.get(0).letRun(ASK_AGAIN);
        }
        throw new RunFailure("no member leads");
    }

    private Result collect(
        final int clientCount, final int round, final long membersCpuNs, final long pauseNs)
    {
        final Histogram latencies = new Histogram(3);
        long acks = 0;
        long neverAcked = 0;
        long longestGapNs = 0;
        long clientsCpuNs = 0;
        for (int i = 0; i < clientCount; i++)
        {
            final Properties figures = figures(directory.resolve("client-" + i + ".properties"));
            acks += Long.parseLong(figures.getProperty("acks"));
            neverAcked += Long.parseLong(figures.getProperty("neverAcked"));
            longestGapNs = Math.max(longestGapNs, Long.parseLong(figures.getProperty("longestGapNs")));
            clientsCpuNs += Long.parseLong(figures.getProperty("cpuNs"));
            addHistogram(directory.resolve("client-" + i + ".hlog"), latencies);
        }
        return new Result(
            spec, clientCount, round, acks, neverAcked, latencies, pauseNs, longestGapNs, membersCpuNs, clientsCpuNs,
            recoveriesNs);
    }

    private static void addHistogram(final Path log, final Histogram to)
    {
        try (HistogramLogReader reader = new HistogramLogReader(log.toFile()))
        {
            while (reader.hasNext())
            {
                to.add((Histogram)reader.nextIntervalHistogram());
            }
        }
        catch (final IOException ex)
        {
            throw new RunFailure(log + " cannot be read: " + ex.getMessage());
        }
    }

    private static Properties figures(final Path file)
    {
        final Properties figures = new Properties();
        try (Reader reader = Files.newBufferedReader(file))
        {
            figures.load(reader);
        }
        catch (final IOException ex)
        {
            throw new RunFailure(file + " cannot be read: " + ex.getMessage());
        }
        return figures;
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(clients);
        // All at once: one that ends alone hands over to others that are to end too.
        members.parallelStream().forEach(Child::close);
    }
}
