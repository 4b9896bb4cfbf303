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

import java.util.List;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.synod.bench.load.Load;
import io.synod.bench.system.ClusterSetup.FailOver;

/** The leader is killed. */
@Command(
    name = "failover", mixinStandardHelpOptions = true,
    description = "The leader is killed, five times a run: until a command that was offered after it is acknowledged.")
final class FailOverCommand extends LoadCommand
{
    /** The load ends when the last leader has been killed. */
    private static final int AT_MOST_SECONDS = 600;

    @Option(names = "--rate", defaultValue = "1000", description = "Commands a second meanwhile (${DEFAULT-VALUE}).")
    private double rate;

    @Option(
        names = "--tuned", split = ",", defaultValue = "DEFAULT,FAST",
        description = "Times as they come, or as short as the system can be asked for: ${COMPLETION-CANDIDATES}.")
    private List<FailOver> tuned;

    @Override
    List<Case> cases(final BenchOptions of)
    {
        return Stream.of(new Load(Load.Kind.FAIL_OVER, 100, Load.MAX_WINDOW, rate, of.warmUpSeconds(), AT_MOST_SECONDS))
            .flatMap(load -> tuned.stream().map(each -> new Case(load, of.isForced(), of.mtuLength(), each)))
            .toList();
    }
}
