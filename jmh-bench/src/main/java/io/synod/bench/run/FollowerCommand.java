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
import io.synod.protocol.ConfigException;

/** What a follower that stands still costs the others. */
@Command(
    name = "follower", mixinStandardHelpOptions = true,
    description = "As many commands as the window lets through, with all members, and with followers that are " +
        "stopped (SIGSTOP) in the time that counts.")
final class FollowerCommand extends LoadCommand
{
    @Option(names = "--payload", defaultValue = "100", description = "Bytes of a command (${DEFAULT-VALUE}).")
    private int payload;

    @Option(
        names = "--window", defaultValue = "1024",
        description = "Commands without an acknowledgement at once (${DEFAULT-VALUE}).")
    private int window;

    @Option(
        names = "--stopped", defaultValue = "1", description = "Followers, less than half (${DEFAULT-VALUE}).")
    private int stopped;

    @Override
    List<Case> cases(final BenchOptions of)
    {
        if (stopped < 1 || stopped > of.members() / 2)
        {
            throw new ConfigException("--stopped=" + stopped + " must be in [1, " + of.members() / 2 +
                "], so that a majority of --members=" + of.members() + " goes on");
        }
        final Load load = new Load(Load.Kind.WINDOW, payload, window, 0, of.warmUpSeconds(), of.seconds());
        return List.of(
            new Case(load, of.isForced(), of.mtuLength(), FailOver.DEFAULT),
            new Case(load.withStopped(stopped), of.isForced(), of.mtuLength(), FailOver.DEFAULT));
    }
}
