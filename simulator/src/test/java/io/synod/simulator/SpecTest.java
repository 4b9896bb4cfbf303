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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * The model of the protocol holds, and each rule that it breaks on purpose is missed: TLC runs the configurations of
 * {@code docs/spec}, each in a JVM of its own. What a configuration must end in is said by its name: {@code README.md}
 * there.
 */
class SpecTest
{
    private static final int JVMS = 2;
    /** Against a run that hangs: two idle processors need a minute. */
    private static final int LIMIT_SECONDS = 600;
    private static final int SEARCH_SECONDS = 300;
    private static final Set<String> SHORT = Set.of(
        "base-2b1s",
        "mut-ack-early",
        "mut-fill-promise",
        "scenario-FillKeepsPromise-with",
        "scenario-FillKeepsPromise-without",
        "scenario-HeldKeepsBallot-with",
        "scenario-HeldKeepsBallot-without",
        "scenario-NoAtomic-with",
        "scenario-NoAtomic-without",
        "scenario-PartialCounts-with",
        "scenario-PartialCounts-without");
    private static final Set<String> EXHAUSTIVE = Set.of("base-2b2s", "base-2b1s");

    private final List<SpecRun> runs = new ArrayList<>();

    @Test
    void eachRuleIsNeededAndTogetherTheyHold() throws Exception
    {
        final boolean isShort = Boolean.getBoolean("synod.short");
        for (final String name : configurations())
        {
            final boolean isDirected = name.startsWith("mut-") || name.startsWith("scenario-");
            if (isShort ? SHORT.contains(name) : isDirected || EXHAUSTIVE.contains(name))
            {
                runs.add(new SpecRun(name, EXHAUSTIVE.contains(name), 0));
            }
        }
        runAll(LIMIT_SECONDS);
    }

    @Test
    @EnabledIfSystemProperty(named = "synod.long", matches = "true")
    void holdsInLongerSearches() throws Exception
    {
        for (final String name : configurations())
        {
            final boolean isSearch = name.startsWith("base-") || name.startsWith("open-") || name.startsWith("walk-");
            if (isSearch && !EXHAUSTIVE.contains(name))
            {
                runs.add(new SpecRun(name, false, SEARCH_SECONDS));
            }
            else if (name.startsWith("hunt-"))
            {
                runs.add(new SpecRun(name, false, 0));
            }
        }
        runAll(2 * SEARCH_SECONDS * runs.size());
    }

    /** The longest first: the others fill the second processor meanwhile. */
    private void runAll(final int limitSeconds) throws Exception
    {
        runs.sort((a, b) -> Boolean.compare(b.isExhaustive(), a.isExhaustive()));
        final long deadlineNs = System.nanoTime() + limitSeconds * 1_000_000_000L;
        final ExecutorService executor = Executors.newFixedThreadPool(JVMS);
        try
        {
            final List<Callable<String>> tasks = runs.stream()
                .map(run -> (Callable<String>)() -> run.call(deadlineNs))
                .collect(Collectors.toList());
            final StringBuilder table = new StringBuilder(SpecRun.HEAD);
            for (final Future<String> row : executor.invokeAll(tasks))
            {
                table.append(row.get()).append('\n');
            }
            System.out.println(table);
        }
        finally
        {
            executor.shutdownNow();
        }
        assertFalse(runs.isEmpty());
        final List<String> wrong = runs.stream()
            .map(SpecRun::fault)
            .filter(fault -> !fault.isEmpty())
            .collect(Collectors.toList());
        assertEquals(List.of(), wrong);
    }

    private static List<String> configurations()
    {
        try (Stream<Path> files = Files.list(SpecRun.SPEC))
        {
            return files.map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".cfg"))
                .map(name -> name.substring(0, name.length() - ".cfg".length()))
                .sorted()
                .collect(Collectors.toList());
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }
}
