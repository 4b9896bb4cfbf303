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

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.Option;

import io.synod.protocol.ConfigException;

/** What all the commands that put clusters under load take. */
final class BenchOptions
{
    @Option(
        names = "--against", split = ",", paramLabel = "NAME",
        description = "Systems to compare with, in the same run, by turns: aeron (the bare round of " +
            "frames, no logic), and, built by ./mvnw -Pcontenders -DskipTests package: aeron-cluster, zookeeper, " +
            "etcd.")
    private List<String> against = List.of();

    @Option(names = "--without-synod", description = "Only the others.")
    private boolean isWithoutSynod;

    @Option(names = "--rounds", defaultValue = "3", description = "Runs of each; medians are taken (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
        names = "--seconds", defaultValue = "10", description = "Of each run that count (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
        names = "--warm-up", defaultValue = "10", description = "Seconds before them (${DEFAULT-VALUE}).")
    private int warmUpSeconds;

    @Option(names = "--members", defaultValue = "3", description = "Of each cluster (${DEFAULT-VALUE}).")
    private int members;

    @Option(names = "--clients", defaultValue = "1", description = "Processes that append (${DEFAULT-VALUE}).")
    private int clients;

    @Option(
        names = "--forced", description = "Commands are acknowledged when a majority has forced them to disk. " +
            "Else when a majority has written them: they survive the death of processes, not of machines.")
    private boolean isForced;

    @Option(
        names = "--mtu", defaultValue = "8192", description = "Bytes of a datagram (${DEFAULT-VALUE}).")
    private int mtuLength;

    @Option(
        names = "--set", paramLabel = "NAME=VALUE",
        description = "Option of Synod's members; transport.* of clients too. Of another system, if it begins with " +
            "its name and a dot.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
        names = "--jvm", paramLabel = "OPTION",
        description = "Of the JVM of each member and client, beside those that a contender needs; instead of " +
            "-Xms256m -Xmx1g -XX:+UseParallelGC -XX:ParallelGCThreads=1.")
    private List<String> jvmOptions =
        List.of("-Xms256m", "-Xmx1g", "-XX:+UseParallelGC", "-XX:ParallelGCThreads=1");

    @Option(
        names = "--out", paramLabel = "DIR",
        description = "For results, plots, and the journals of the runs (bench-results/ with the time).")
    private Path out = Path.of(
        "bench-results",
        LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")));

    @Option(
        names = "--contenders", paramLabel = "DIR",
        defaultValue = "${sys:synod.bench.contenders:-jmh-bench/contenders}",
        hidden = true)
    private Path contenders;

    List<String> contenders()
    {
        final List<String> names = new ArrayList<>();
        if (!isWithoutSynod)
        {
            names.add("synod");
        }
        names.addAll(against);
        if (names.isEmpty())
        {
            throw new ConfigException("--without-synod: name others with --against");
        }
        return names;
    }

    void check()
    {
        if (rounds < 1 || members < 1 || members > 9 || members % 2 == 0 || clients < 1 || clients > 64)
        {
            throw new ConfigException("--rounds=" + rounds + " must be >= 1, --members=" + members +
                " odd and in [1, 9], --clients=" + clients + " in [1, 64]");
        }
    }

    ClassPaths classPaths()
    {
        return new ClassPaths(contenders);
    }

    int rounds()
    {
        return rounds;
    }

    int seconds()
    {
        return seconds;
    }

    int warmUpSeconds()
    {
        return warmUpSeconds;
    }

    int members()
    {
        return members;
    }

    int clients()
    {
        return clients;
    }

    boolean isForced()
    {
        return isForced;
    }

    int mtuLength()
    {
        return mtuLength;
    }

    /** Those that begin with another contender's name are that one's, all others Synod's. */
    Map<String, String> settingsOf(final String contender)
    {
        final Map<String, String> its = new LinkedHashMap<>();
        settings.forEach((name, value) ->
        {
            final String owner =
                against.stream().filter(each -> name.startsWith(each + ".")).findFirst().orElse("synod");
            if (owner.equals(contender))
            {
                its.put(name, value);
            }
        });
        return its;
    }

    List<String> jvmOptions()
    {
        return jvmOptions;
    }

    Path out()
    {
        return out.toAbsolutePath();
    }
}
