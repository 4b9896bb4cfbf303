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

import java.io.PrintWriter;
import java.util.Locale;
import java.util.StringJoiner;

import picocli.CommandLine.Help.Ansi;

import io.synod.protocol.Ballot;
import io.synod.tools.cluster.Latencies;

/** What the demonstration shows: a line a second, and one for what happens. Colours on a terminal only. */
final class DemoScreen
{
    private final PrintWriter out;
    private long startNs;

    DemoScreen(final PrintWriter out)
    {
        this.out = out;
    }

    void start(final long nowNs)
    {
        startNs = nowNs;
    }

    void say(final String line)
    {
        out.println(line);
        out.flush();
    }

    /** Something happened. */
    void event(final String what)
    {
        say(time(System.nanoTime()) + "  " + bold(what));
    }

    /** How it is at the moment. */
    void tick(final long nowNs, final DemoCluster cluster, final Load load)
    {
        final StringJoiner alive = new StringJoiner(" ");
        cluster.all().forEach(member -> alive.add(member.isUp() ? Integer.toString(member.memberId()) : "-"));
        final DemoMember leader = cluster.leader();
        final Latencies latencies = load.ofInterval();
        say(time(nowNs) + "  members " + alive + "  " + (leader == null ? "no leader          " :
            "leader " + leader.memberId() + ", ballot " + Ballot.toString(leader.counter("leaderBallot"))) +
            "  sequence " + number(load.ledger().lastSequence()) + "  " + number(latencies.count()) + "/s  " +
            latencies.brief());
        latencies.reset();
    }

    private String time(final long nowNs)
    {
        return startNs == 0 ? "   " : String.format(Locale.ROOT, "%5.1f s", (nowNs - startNs) / 1e9);
    }

    static String number(final long number)
    {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String bold(final String text)
    {
        return Ansi.AUTO.enabled() ? "\u001b[1m" + text + "\u001b[0m" : text;
    }
}
