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
package io.synod.node;

import io.synod.protocol.ConfigException;
import io.synod.transport.Greetings;
import io.synod.transport.PeerIdentity;

/**
 * How members get to know each other. At the first start each says who it is, until it has heard all the others, and
 * writes down who they are; only then does it take part. So a directory that was wiped later is a stranger to all
 * that have met it before, and cannot vote in its old place ({@code docs/PROTOCOL.md} 1, [OldIdentity]): they tell it
 * so, and it does not start. Whoever has met all members answers the hellos of those that have not.
 */
final class Formation implements Greetings
{
    /** Says hello to a member. */
    @FunctionalInterface
    interface Voice
    {
        boolean sendHello(int to, boolean wantsAnswer, long[] digests);
    }

    private static final long HELLO_INTERVAL_NS = 50_000_000L;

    private final int memberId;
    private final long peers;
    private final MembersFile file;
    private final Voice voice;
    private final long[] digests;
    private final long[][] tables = new long[PeerIdentity.DIGESTS_LENGTH][];
    private boolean isFormed;
    private long answersDue;
    private long helloNs = Long.MIN_VALUE / 2;

    /**
     * As the file has left it.
     *
     * @param memberId  own.
     * @param members   bits of all members.
     * @param ownDigest of the own incarnation.
     * @param file      of the members.
     * @param voice     to the others.
     */
    Formation(
        final int memberId, final long members, final long ownDigest, final MembersFile file, final Voice voice)
    {
        this.memberId = memberId;
        this.file = file;
        this.voice = voice;
        peers = members & ~(1L << memberId);
        final long[] known = file.read();
        isFormed = known != null;
        digests = isFormed ? known : new long[PeerIdentity.DIGESTS_LENGTH];
        if (isFormed)
        {
            checkKnown(members, ownDigest);
        }
        digests[memberId] = ownDigest;
        formIfComplete();
    }

    private void checkKnown(final long members, final long ownDigest)
    {
        for (int id = 0; id < digests.length; id++)
        {
            if (digests[id] != 0 != ((members & 1L << id) != 0))
            {
                throw new ConfigException("members: this cluster was formed " +
                    (digests[id] != 0 ? "with" : "without") + " member " + id +
                    ", and the option says otherwise. Give it the members it was formed with.");
            }
        }
        if (digests[memberId] != ownDigest)
        {
            throw new ConfigException("dataDirectory: its journal is not the one that member " + memberId +
                " had when the cluster was formed. Restore that journal, or replace the member.");
        }
    }

    boolean isFormed()
    {
        return isFormed;
    }

    /**
     * Whom this member knows.
     *
     * @return by member id.
     */
    long[] digests()
    {
        return digests;
    }

    /**
     * The others.
     *
     * @return bits.
     */
    long peers()
    {
        return peers;
    }

    /**
     * Members that have not been heard yet.
     *
     * @return bits; 0 when all have met.
     */
    long missing()
    {
        long missing = 0;
        for (long rest = peers; rest != 0; rest &= rest - 1)
        {
            missing |= digests[Long.numberOfTrailingZeros(rest)] == 0 ? Long.lowestOneBit(rest) : 0;
        }
        return missing;
    }

    int work(final long nowNs)
    {
        if (!isFormed && nowNs - helloNs >= HELLO_INTERVAL_NS)
        {
            helloNs = nowNs;
            answersDue = peers;
        }
        int sent = 0;
        for (long rest = answersDue; rest != 0; rest &= rest - 1)
        {
            final int to = Long.numberOfTrailingZeros(rest);
            if (voice.sendHello(to, !isFormed, digests))
            {
                sent++;
            }
        }
        // What found no room is asked for again.
        answersDue = 0;
        return sent;
    }

    @Override
    public void onHello(
        final int from, final long incarnationDigest, final boolean wantsAnswer, final long[] known)
    {
        if (wantsAnswer)
        {
            answersDue |= 1L << from;
        }
        if (isFormed)
        {
            return;
        }
        if (known[memberId] != 0 && known[memberId] != digests[memberId])
        {
            throw new ConfigException("dataDirectory: member " + from + " knows member " + memberId +
                " by another data directory, which was lost or replaced. This one is empty and must not vote in " +
                "its place: bring the old directory back, or replace the member.");
        }
        digests[from] = incarnationDigest;
        tables[from] = known.clone();
        formIfComplete();
    }

    /** All are known, and nobody knows one of them by another incarnation. */
    private void formIfComplete()
    {
        if (isFormed || missing() != 0)
        {
            return;
        }
        for (final long[] table : tables)
        {
            for (int id = 0; table != null && id < digests.length; id++)
            {
                if (table[id] != 0 && table[id] != digests[id])
                {
                    return;
                }
            }
        }
        file.write(digests);
        isFormed = true;
        answersDue = peers;
    }
}
