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
package io.synod.tools.demo;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.synod.tools.cluster.Pacer;
import io.synod.tools.cluster.ToolVersion;

/** Three members agree, the leader is killed, and the order is checked. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    description = {
        "Runs a cluster on this machine: each member a process with its own journal, over UDP on free ports of",
        "127.0.0.1. Appends commands, kills the leader with SIGKILL, shows how long the others take to go on,",
        "starts it again, and at the end reads the order from each member and checks it against what was",
        "acknowledged. Lines that are piped in are the commands; without, it makes some. If none is there after",
        "the kill, one command of its own shows that the others go on.",
        "",
        "  synod demo",
        "  cat README.md | synod demo"
    },
    footer = {
        "",
        "Exit codes: 0 all members hold the same commands in the same order, and every acknowledged one exactly",
        "once at its sequence; 1 that is not so, or the cluster did not come up; 2 wrong usage."
    })
public final class DemoCommand implements Callable<Integer>
{
    private static final int DEFAULT_RATE = 1000;

    @Option(names = "--members", paramLabel = "N", description = "3 (default) or 5.")
    private int members = 3;

    @Option(
        names = "--dir",
        paramLabel = "DIR",
        description = "Directory of the journals, which is kept. Default: a temporary one, removed at the end.")
    private Path directory;

    @Option(
        names = "--seconds",
        paramLabel = "N",
        description = "For how long commands are appended. Lines that are piped in are spread over it; if they are " +
            "more than 16,384, or the pipe has no end yet, what comes in that time is appended. Default: 10.")
    private int seconds = 10;

    @Option(
        names = "--rate",
        paramLabel = "N/s",
        description = "Commands a second. Default: 1000, or what spreads the piped lines over the time.")
    private String rate;

    @Option(names = "--no-kill", description = "Kills nobody.")
    private boolean isPeaceful;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException
    {
        if (members != 3 && members != 5)
        {
            throw new ParameterException(spec.commandLine(), "--members=" + members + " must be 3 or 5");
        }
        if (seconds < 1 || seconds > 86_400)
        {
            throw new ParameterException(spec.commandLine(), "--seconds=" + seconds + " must be in [1, 86400]");
        }
        final double wanted = rate == null ? 0 : Pacer.rateOf(rate);
        final DemoPlan plan = new DemoPlan(seconds, wanted, DEFAULT_RATE, !isPeaceful);
        try (DemoCluster cluster = new DemoCluster(members, directory))
        {
            return new Demo(cluster, plan, new DemoScreen(spec.commandLine().getOut())).run();
        }
    }
}
