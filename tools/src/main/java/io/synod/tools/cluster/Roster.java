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

import java.util.List;
import java.util.StringJoiner;

import io.synod.node.StatusClient.Answer;
import io.synod.node.StatusClient.Reach;
import io.synod.protocol.Ballot;
import io.synod.transport.client.MemberStatus;

/** Who belongs to the cluster by what its members say, which may not be what the one who asks was told. */
final class Roster
{
    private final List<Answer> answers;
    private long asked;
    private long answering;
    private long reached;
    /** By the word of those that answer; of those that were asked, if nobody does. */
    private long members;
    /** By the word of those that answer. */
    private long heard;

    Roster(final List<Answer> answers)
    {
        this.answers = answers;
        for (final Answer answer : answers)
        {
            final long bit = bitOf(answer);
            asked |= bit;
            reached |= answer.reach() == Reach.NOBODY ? 0 : bit;
            if (answer.status() != null)
            {
                answering |= bit;
                for (final MemberStatus.Peer peer : answer.status().peers)
                {
                    members |= 1L << peer.memberId();
                    heard |= peer.isHeard() ? 1L << peer.memberId() : 0;
                }
            }
        }
        members = members == 0 ? asked : members;
    }

    private static long bitOf(final Answer answer)
    {
        return 1L << answer.address().memberId();
    }

    int size()
    {
        return Long.bitCount(members);
    }

    int quorum()
    {
        return size() / 2 + 1;
    }

    /** Who was not asked is there if a member hears it. */
    int present()
    {
        return Long.bitCount((reached | heard & ~asked) & members);
    }

    int answering()
    {
        return Long.bitCount((answering | heard & ~asked) & members);
    }

    /** Whether nobody who answers knows of it. */
    boolean isStranger(final Answer answer)
    {
        return (bitOf(answer) & members) == 0;
    }

    /** Whether a member hears it, so that it is alive. */
    boolean isHeard(final Answer answer)
    {
        return (bitOf(answer) & heard) != 0;
    }

    /** Whether nothing is wrong with it that no asked member leads. */
    boolean isLedByOneNotAsked()
    {
        return answers.stream()
            .filter(answer -> answer.status() != null && answer.status().leaderBallot != Ballot.NONE)
            .anyMatch(answer -> (1L << Ballot.memberId(answer.status().leaderBallot) & heard & ~asked) != 0);
    }

    /** Compares what was asked for with what there is. */
    void look(final List<Symptom> symptoms)
    {
        final long notAsked = members & ~asked;
        if (notAsked != 0)
        {
            symptoms.add(new Symptom(
                named(notAsked, " was", " were") + " not asked: the cluster has members " + ids(members),
                (heard & notAsked) == notAsked ? "the others hear them; how they are is not known here" :
                    "the others do not hear " + ids(notAsked & ~heard) + ": dead, or cut off",
                "name all in --members, as the members have it"));
        }
        final long strangers = asked & ~members;
        if (strangers != 0)
        {
            symptoms.add(new Symptom(
                named(strangers, " is", " are") + " in --members, and not in the cluster: the cluster has members " +
                    ids(members),
                "no member that answers knows of it: --members here is not what they were started with",
                "name all in --members, as the members have it"));
        }
    }

    private static String named(final long bits, final String one, final String many)
    {
        return Long.bitCount(bits) == 1 ? "member " + ids(bits) + one : "members " + ids(bits) + many;
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
}
