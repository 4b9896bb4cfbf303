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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.synod.bench.system.ClusterSetup;

/** What a comparison leaves behind: {@code report.md}, {@code results.jsonl}, and plots. */
final class Report
{
    private final BenchOptions options;
    private final String command;

    /**
     * A report that is not written yet.
     *
     * @param options of the comparison.
     * @param command that was run.
     */
    Report(final BenchOptions options, final String command)
    {
        this.options = options;
        this.command = command;
    }

    String write(final List<String> contenders, final List<Case> cases, final List<Result> results) throws IOException
    {
        final Path out = options.out();
        JsonLines.write(out.resolve("results.jsonl"), results);
        Plots.write(out, cases, contenders, results);
        final String text = text(contenders, cases, results);
        Files.writeString(out.resolve("report.md"), text);
        return text;
    }

    private String text(final List<String> contenders, final List<Case> cases, final List<Result> results)
    {
        final StringBuilder text = new StringBuilder();
        text.append(new Table(contenders).of(cases, results)).append('\n');
        text.append("Medians of ").append(options.rounds()).append(", least and most; ");
        text.append(options.members()).append(" members and ").append(options.clients());
        text.append(options.clients() == 1 ? " client" : " clients").append(", a process each; ");
        text.append(options.seconds()).append(" s after ").append(options.warmUpSeconds()).append(" s of warm-up; ");
        text.append("MTU ").append(options.mtuLength()).append("; ").append(machine()).append(". `");
        text.append(command).append("`\n\n");
        settings(contenders, results).forEach((name, settings) ->
            settings.forEach(each -> text.append("- ").append(name).append(": ").append(each).append('\n')));
        return text.toString();
    }

    private Map<String, List<String>> settings(final List<String> contenders, final List<Result> results)
    {
        final Map<String, List<String>> settings = new LinkedHashMap<>();
        for (final String name : contenders)
        {
            final List<String> its = settings.computeIfAbsent(name, key -> new ArrayList<>());
            for (final Result result : results)
            {
                final ClusterSetup setup = result.spec().setup();
                final String text = options.classPaths().load(name).settings(setup);
                if (result.spec().contender().equals(name) && !its.contains(text))
                {
                    its.add(text);
                }
            }
        }
        return settings;
    }

    private static String machine()
    {
        return Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("os.name") + " " +
            System.getProperty("os.version") + ", JDK " + System.getProperty("java.vm.version");
    }
}
