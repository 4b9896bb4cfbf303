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
import java.util.Locale;
import java.util.StringJoiner;

import io.synod.node.NodeConfig;
import io.synod.node.SynodNode;
import io.synod.protocol.Ballot;

/** Says what a node does, in a line whenever that changes. */
final class NodeWatch
{
    /** Between two looks. */
    static final long INTERVAL_MS = 50;

    /** So long without a leader is worth a line; a fail-over is quicker. */
    private static final int LOOKS_WITHOUT_LEADER = 20;

    /** So long without having met all is worth a word about what may be wrong. */
    private static final int LOOKS_BEFORE_ADVICE = 200;

    private static final long UNKNOWN = -1;

    private final NodeConfig config;
    private final PrintWriter out;
    private long toldNotMet = UNKNOWN;
    private long toldBallot = UNKNOWN;
    private int looksWithoutLeader;
    private int looksAlone;

    NodeWatch(final NodeConfig config, final PrintWriter out)
    {
        this.config = config;
        this.out = out;
    }

    void onStart()
    {
        say("synod " + ToolVersion.text() + ", member " + config.memberId() + " of cluster '" + config.clusterName() +
            "' at " + config.members().address(config.memberId()).endpoint() + " (UDP), process " +
            ProcessHandle.current().pid());
    }

    void onLaunched(final SynodNode node)
    {
        say("directory " + config.dataDirectory() + ": start " + node.life() + " of its journal; commands are " +
            config.durability().name().toLowerCase(Locale.ROOT) + " before they are vouched for");
    }

    /** The other members, then the leader. */
    void look(final SynodNode node)
    {
        final long notMet = node.membersNotMet();
        if (notMet != toldNotMet)
        {
            toldNotMet = notMet;
            say(notMet == 0 ? "has met all members, takes part; its journal holds " + slots(node.slotsAtStart()) :
                "waiting for members " + ids(notMet));
        }
        looksAlone = notMet == 0 ? 0 : looksAlone + 1;
        if (looksAlone == LOOKS_BEFORE_ADVICE)
        {
            say("still waiting for members " + ids(notMet) + ": they do not run, or UDP does not come through, or " +
                "they and this one refuse each other; compare --members, --cluster-name and version");
        }
        if (notMet == 0)
        {
            lookForLeader(node.leaderBallot());
        }
    }

    private void lookForLeader(final long ballot)
    {
        looksWithoutLeader = ballot == Ballot.NONE ? looksWithoutLeader + 1 : 0;
        if (ballot == toldBallot || ballot == Ballot.NONE && looksWithoutLeader != LOOKS_WITHOUT_LEADER)
        {
            return;
        }
        toldBallot = ballot;
        if (ballot == Ballot.NONE)
        {
            say("no leader is known");
        }
        else
        {
            final boolean isOwn = Ballot.memberId(ballot) == config.memberId();
            say((isOwn ? "this member leads" : "member " + Ballot.memberId(ballot) + " leads") + ", ballot " +
                Ballot.toString(ballot));
        }
    }

    void onStopping(final SynodNode node)
    {
        final boolean leads = node.leaderMemberId() == config.memberId();
        say("stopping" + (leads ? ": hands over to another member first" : ""));
    }

    void onStopped()
    {
        say("stopped in order");
    }

    private static String slots(final long slots)
    {
        return slots == 0 ? "nothing yet" : "the slots up to " + slots;
    }

    private static String ids(final long bits)
    {
        final StringJoiner ids = new StringJoiner(", ");
        for (long rest = bits; rest != 0; rest &= rest - 1)
        {
            ids.add(Integer.toString(Long.numberOfTrailingZeros(rest)));
        }
        return ids.toString();
    }

    private void say(final String line)
    {
        out.println(line);
        out.flush();
    }
}
