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
package io.synod.tools.cluster;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.synod.node.ClientConfig;
import io.synod.node.StatusClient;
import io.synod.node.StatusClient.Answer;
import io.synod.node.StatusClient.Reach;

/** What is wrong, what it means, what to do. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    description = {
        "Looks at a cluster twice and says in words what is wrong with it: why there is no leader, who is behind,",
        "which link is one-way, which disk stands still, what of a journal is damaged, missing or full."
    },
    footer = {"", "Exit codes: 0 healthy, 1 something was found, 2 wrong usage, 3 no member is reachable."})
public final class DoctorCommand implements Callable<Integer>
{
    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--timeout", paramLabel = "MS", description = "Milliseconds to wait for answers. Default: 1000.")
    private long timeoutMs = 1000;

    @Option(names = "--pause", paramLabel = "MS", description = "Milliseconds between the looks. Default: 1000.")
    private long pauseMs = 1000;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException
    {
        if (timeoutMs < 1 || pauseMs < 1)
        {
            throw new ParameterException(spec.commandLine(), timeoutMs < 1 ?
                "--timeout=" + timeoutMs + " must be at least 1" : "--pause=" + pauseMs + " must be at least 1");
        }
        final ClientConfig config = cluster.toConfig();
        final List<Answer> before = look(config);
        Thread.sleep(pauseMs);
        final List<Answer> now = look(config);
        final PrintWriter out = spec.commandLine().getOut();
        final int exitCode = tell(before, now, out);
        out.flush();
        return exitCode;
    }

    /** With a client of its own: one that nobody works for during a long pause would be taken for dead. */
    private List<Answer> look(final ClientConfig config)
    {
        try (StatusClient client = StatusClient.open(config))
        {
            return client.ask(TimeUnit.MILLISECONDS.toNanos(timeoutMs));
        }
    }

    private static int tell(final List<Answer> before, final List<Answer> now, final PrintWriter out)
    {
        if (now.stream().allMatch(answer -> answer.reach() == Reach.NOBODY))
        {
            out.println("no member is reachable from here:");
            now.forEach(answer -> out.println("  member " + answer.address().memberId() + " at " +
                answer.address().endpoint()));
            out.println("Either none runs, or --members names wrong addresses, or UDP does not come through.");
            return Exit.UNREACHABLE;
        }
        final List<Symptom> symptoms = Diagnosis.of(before, now);
        if (symptoms.isEmpty())
        {
            final Answer leader = StatusWords.leader(now);
            out.println("healthy: all " + now.size() + " members answer and hear each other, member " +
                leader.address().memberId() + " leads with ballot " +
                StatusWords.ballot(leader.status().leaderBallot) + ", all know the order up to sequence " +
                StatusWords.number(StatusWords.decidedSequence(before)) + " or further");
            return Exit.OK;
        }
        for (int i = 0; i < symptoms.size(); i++)
        {
            final Symptom symptom = symptoms.get(i);
            out.println(i + 1 + ". " + symptom.found());
            out.println("   means  " + symptom.means());
            out.println("   do     " + symptom.remedy());
        }
        return Exit.FINDING;
    }
}
