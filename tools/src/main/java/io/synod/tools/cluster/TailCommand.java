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

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.synod.Subscription;
import io.synod.node.ClientConfig;
import io.synod.node.StatusClient;
import io.synod.node.SynodClient;

/** Prints the order. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    description = {
        "Prints the commands of the order: sequence, time, text. What cannot be shown is escaped as \\xNN, a",
        "backslash as two. Ends at the end of the order, as any member knows it at the start."
    },
    footer = {
        "",
        "Exit codes: 0 printed, 1 the members fell silent before the end, 2 wrong usage, 3 no member answers."
    })
public final class TailCommand implements Callable<Integer>
{
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int AT_ONCE = 1024;
    private static final long MAX_PARK_NS = 1_000_000;
    private static final long LONGEST_STEP_NS = 200_000_000L;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--from", paramLabel = "N", description = "The first sequence that is wanted. Default: 1.")
    private long fromSequence = 1;

    @Option(names = "--follow", description = "Goes on with what comes, until it is interrupted.")
    private boolean isFollowing;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many commands.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--json", description = "JSON, one object a line; base64 where a command is no UTF-8.")
    private boolean isJsonWanted;

    @Option(
        names = "--timeout",
        paramLabel = "S",
        description = "Seconds of waiting for members that do not answer; with --follow, at the start only, and one " +
            "line later on. Default: 10.")
    private int timeoutSeconds = 10;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call()
    {
        checkAtLeastOne("--from", fromSequence);
        checkAtLeastOne("--limit", limit);
        checkAtLeastOne("--timeout", timeoutSeconds);
        final ClientConfig config = cluster.toConfig();
        try (StopSignal stop = new StopSignal())
        {
            final long endSequence = endOfOrder(config, stop);
            if (endSequence < 0)
            {
                complain("no member of " + config.members() + " answers; 'synod doctor' says why");
                return Exit.UNREACHABLE;
            }
            final long wanted = limit < Long.MAX_VALUE - fromSequence ? fromSequence + limit - 1 : Long.MAX_VALUE;
            return print(config, isFollowing ? wanted : Math.min(endSequence, wanted), stop);
        }
    }

    private void checkAtLeastOne(final String option, final long value)
    {
        if (value < 1)
        {
            throw new ParameterException(spec.commandLine(), option + "=" + value + " must be at least 1");
        }
    }

    /** What any member knows decided; -1 if none answers. */
    private long endOfOrder(final ClientConfig config, final StopSignal stop)
    {
        try (StatusClient client = StatusClient.open(config))
        {
            // All are waited for a moment, one of them longer: a dead member must not make a reader wait.
            List<StatusClient.Answer> answers = client.ask(SECOND_NS);
            final long deadlineNs = System.nanoTime() + timeoutSeconds * SECOND_NS;
            while (answers.stream().allMatch(answer -> answer.status() == null) &&
                System.nanoTime() - deadlineNs < 0 && !stop.isAsked())
            {
                answers = client.ask(SECOND_NS);
            }
            return answers.stream().filter(answer -> answer.status() != null)
                .mapToLong(answer -> answer.status().decidedSequence).max().orElse(-1);
        }
    }

    private int print(final ClientConfig config, final long throughSequence, final StopSignal stop)
    {
        final PrintWriter out = Output.buffered(spec.commandLine().getOut());
        final CommandPrinter printer = isJsonWanted ? CommandPrinter.json(out) : CommandPrinter.text(out);
        try (SynodClient client = SynodClient.connect(config);
            Subscription subscription = client.subscribe(fromSequence, printer))
        {
            return print(subscription, throughSequence, out, stop);
        }
        finally
        {
            out.flush();
        }
    }

    private int print(
        final Subscription subscription, final long throughSequence, final PrintWriter out, final StopSignal stop)
    {
        final IdleStrategy idle = new BackoffIdleStrategy(10, 10, 1_000, MAX_PARK_NS);
        long nowNs = System.nanoTime();
        long servedNs = nowNs;
        boolean isSilenceTold = false;
        while (subscription.nextSequence() <= throughSequence && !stop.isAsked())
        {
            final long beforeNs = nowNs;
            nowNs = System.nanoTime();
            // Time in which this process stood still, or whoever reads from it, is not the members'.
            servedNs += Math.max(0, nowNs - beforeNs - LONGEST_STEP_NS);
            final long rest = throughSequence - subscription.nextSequence() + 1;
            final int handed = subscription.poll((int)Math.min(AT_ONCE, rest));
            // Whoever reads this may have seen enough: head, less.
            if (out.checkError())
            {
                return Exit.OK;
            }
            if (handed > 0 || isFollowing && subscription.isServed())
            {
                servedNs = nowNs;
                isSilenceTold = false;
            }
            else if (nowNs - servedNs >= timeoutSeconds * SECOND_NS && !isSilenceTold)
            {
                isSilenceTold = true;
                complain((isFollowing ? "no member serves since " : "nothing came for ") + timeoutSeconds +
                    " s, after sequence " + (subscription.nextSequence() - 1) +
                    (isFollowing ? "; trying on, 'synod doctor' says why" : " of " + throughSequence));
                if (!isFollowing)
                {
                    return Exit.FINDING;
                }
            }
            idle.idle(handed);
        }
        return Exit.OK;
    }

    private void complain(final String line)
    {
        spec.commandLine().getErr().println("synod tail: " + line);
        spec.commandLine().getErr().flush();
    }
}
