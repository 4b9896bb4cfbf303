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

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tlc2.TLC;

/** One configuration of {@code docs/spec}, given to TLC in a JVM of its own. */
final class SpecRun
{
    static final Path SPEC = root().resolve("docs/spec");
    static final String HEAD = String.format(
        "%-40s %-28s %9s %9s %6s %6s %7s%n", "configuration", "end", "distinct", "left", "depth", "trace", "seconds");

    private static final Pattern VIOLATED = Pattern.compile("Invariant (\\w+) is violated");
    private static final Pattern STATES = Pattern.compile("(\\d+) distinct states found, (\\d+) states left on queue");
    private static final Pattern DEPTH = Pattern.compile("The depth of the complete state graph search is (\\d+)");
    private static final Pattern STEP = Pattern.compile("^State \\d+:", Pattern.MULTILINE);
    private static final Pattern INVARIANT = Pattern.compile("^INVARIANT (\\w+)$", Pattern.MULTILINE);
    private static final String NO_ERROR = "No error has been found";
    private static final String DEADLOCK = "Deadlock reached";
    private static final int WALK_DEPTH = 60;

    private final String name;
    private final boolean isExhaustive;
    private final int stopAfterSeconds;
    private String output = "";
    private String fault = "";

    /**
     * A run to come.
     *
     * @param name             of the configuration.
     * @param isExhaustive     whether nothing may be left on the queue.
     * @param stopAfterSeconds after which TLC ends the search, and calls what it found so far good; 0 for never.
     */
    SpecRun(final String name, final boolean isExhaustive, final int stopAfterSeconds)
    {
        this.name = name;
        this.isExhaustive = isExhaustive;
        this.stopAfterSeconds = stopAfterSeconds;
    }

    boolean isExhaustive()
    {
        return isExhaustive;
    }

    /**
     * What is wrong with how it ended.
     *
     * @return empty if it ended as it must.
     */
    String fault()
    {
        return fault;
    }

    /**
     * Runs TLC to its end.
     *
     * @param deadlineNs of {@link System#nanoTime()}: then it is killed, which is a fault.
     * @return a row of the table.
     * @throws Exception if the files or the process cannot be had.
     */
    String call(final long deadlineNs) throws Exception
    {
        final long startNs = System.nanoTime();
        final Path directory = workingCopy();
        final Path log = directory.resolve("tlc.log");
        final Process process = new ProcessBuilder(command(directory))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
        final boolean hasEnded;
        try
        {
            hasEnded = process.waitFor(deadlineNs - startNs, TimeUnit.NANOSECONDS);
        }
        finally
        {
            process.destroyForcibly();
        }
        output = Files.readString(log);
        final String end = end();
        if (!hasEnded || !isExpected(end))
        {
            fault = name + ": " + (hasEnded ? end : "not ended in time") + ", see " + log;
        }
        final double seconds = (System.nanoTime() - startNs) / 1e9;
        final String distinct = last(STATES, 1);
        final String left = last(STATES, 2);
        return String.format(
            "%-40s %-28s %9s %9s %6s %6d %7.1f", name, end, distinct, left, last(DEPTH, 1), steps(), seconds);
    }

    /** A mutation and a schedule without its rule must break what the configuration names; all others nothing. */
    private boolean isExpected(final String end) throws IOException
    {
        if (name.startsWith("mut-") || name.startsWith("hunt-") || name.endsWith("-without"))
        {
            final Matcher invariant = INVARIANT.matcher(Files.readString(SPEC.resolve(name + ".cfg")));
            return invariant.find() && end.equals(invariant.group(1));
        }
        if (name.startsWith("scenario-"))
        {
            // A step that the rules forbid is the end of the schedule.
            return end.equals(NO_ERROR) || end.equals(DEADLOCK);
        }
        return end.equals(NO_ERROR) && (!isExhaustive || last(STATES, 2).equals("0"));
    }

    private String end()
    {
        final Matcher violated = VIOLATED.matcher(output);
        if (violated.find())
        {
            return violated.group(1);
        }
        if (output.contains(DEADLOCK))
        {
            return DEADLOCK;
        }
        return output.contains("Error:") || !output.contains("Finished in") ? "failed" : NO_ERROR;
    }

    private int steps()
    {
        return (int)STEP.matcher(output).results().count();
    }

    private String last(final Pattern pattern, final int group)
    {
        return pattern.matcher(output).results().map(result -> result.group(group)).reduce("", (a, b) -> b);
    }

    private List<String> command(final Path directory) throws URISyntaxException
    {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (name.startsWith("scenario-") || name.startsWith("mut-"))
        {
            // Over in a second or two: a small machine starts sooner.
            command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
        }
        else
        {
            command.addAll(List.of("-XX:+UseParallelGC", "-Xmx1g"));
        }
        // TLC unpacks its own modules there: two at once would trip over each other.
        command.add("-Djava.io.tmpdir=" + directory);
        if (stopAfterSeconds > 0)
        {
            command.add("-Dtlc2.TLC.stopAfter=" + stopAfterSeconds);
        }
        command.add("-cp");
        command.add(Path.of(TLC.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
        command.add(TLC.class.getName());
        if (name.startsWith("walk-"))
        {
            command.addAll(List.of("-simulate", "-depth", Integer.toString(WALK_DEPTH)));
        }
        command.addAll(List.of("-workers", isExhaustive ? "2" : "1", "-metadir", directory.resolve("meta").toString()));
        command.addAll(List.of("-config", name + ".cfg"));
        command.add(name.startsWith("scenario-") ? "SynodScenarios.tla" : "Synod.tla");
        return command;
    }

    /** TLC writes beside what it reads. */
    private Path workingCopy() throws IOException
    {
        final Path directory = Path.of("target", "spec", name).toAbsolutePath();
        Files.createDirectories(directory);
        for (final String file : List.of("Synod.tla", "SynodScenarios.tla", name + ".cfg"))
        {
            Files.write(directory.resolve(file), Files.readAllBytes(SPEC.resolve(file)));
        }
        return directory;
    }

    private static Path root()
    {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.exists(directory.resolve("mvnw")))
        {
            directory = directory.getParent();
        }
        if (directory == null)
        {
            throw new IllegalStateException("no directory above this one has mvnw");
        }
        return directory;
    }
}
