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

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import io.synod.bench.load.Load;
import io.synod.bench.system.ClusterSetup.FailOver;

/** One command in flight. */
@Command(
    name = "latency", mixinStandardHelpOptions = true,
    description = "One command at a time: how long one takes that waits for no other.")
final class LatencyCommand extends LoadCommand
{
    @Option(
        names = "--payload", split = ",", defaultValue = "100", description = "Bytes of a command (${DEFAULT-VALUE}).")
    private List<Integer> payloads;

    @Override
    List<Case> cases(final BenchOptions of)
    {
        return payloads.stream()
            .map(payload -> new Case(
                Load.closed(payload, of.warmUpSeconds(), of.seconds()),
                of.isForced(), of.mtuLength(), FailOver.DEFAULT))
            .toList();
    }
}
