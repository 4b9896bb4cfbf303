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

import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Command;

import io.synod.bench.load.Load;
import io.synod.bench.system.ClusterSetup.FailOver;

/** The table of docs/PERFORMANCE.md. */
@Command(
    name = "compare", mixinStandardHelpOptions = true,
    description = "All of it in one table: latency, open loops, throughput, processor time, fail-over.")
final class CompareCommand extends LoadCommand
{
    private static final int PAYLOAD = 100;
    private static final int WINDOW = 1024;
    private static final int FAIL_OVER_SECONDS = 600;

    @Override
    List<Case> cases(final BenchOptions of)
    {
        final int mtu = of.mtuLength();
        final int warmUp = of.warmUpSeconds();
        final List<Case> cases = new ArrayList<>();
        cases.add(new Case(Load.closed(PAYLOAD, warmUp, of.seconds()), false, mtu, FailOver.DEFAULT));
        cases.add(new Case(Load.closed(PAYLOAD, warmUp, of.seconds()), true, mtu, FailOver.DEFAULT));
        for (final double rate : new double[] { 20_000, 100_000 })
        {
            cases.add(new Case(
                new Load(Load.Kind.OPEN, PAYLOAD, Load.MAX_WINDOW, rate, warmUp, of.seconds()),
                false, mtu, FailOver.DEFAULT));
        }
        for (final int payload : new int[] { 32, PAYLOAD, 1024 })
        {
            cases.add(windowed(payload, false, of));
        }
        cases.add(windowed(PAYLOAD, true, of));
        for (final FailOver each : FailOver.values())
        {
            cases.add(new Case(
                new Load(Load.Kind.FAIL_OVER, PAYLOAD, Load.MAX_WINDOW, 1000, warmUp, FAIL_OVER_SECONDS),
                false, mtu, each));
        }
        return cases;
    }

    private static Case windowed(final int payload, final boolean isForced, final BenchOptions of)
    {
        return new Case(
            new Load(Load.Kind.WINDOW, payload, WINDOW, 0, of.warmUpSeconds(), of.seconds()),
            isForced, of.mtuLength(), FailOver.DEFAULT);
    }
}
