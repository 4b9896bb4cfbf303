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
package io.synod.host;

import io.synod.protocol.Ballot;

/**
 * Compares the digests of members: the first command after which they differ, and who of them is alone. A member that
 * differs from a majority is the one that has to stop. One thread.
 */
public final class DigestJudge
{
    /** Nothing is wrong. */
    public static final long NONE = 0;

    private static final int REMEMBERED = 1 << 12;

    /** What a peer has said, of its last commands. */
    private static final class Testimony
    {
        private final long[] sequences = new long[REMEMBERED];
        private final long[] digests = new long[REMEMBERED];
        private long lastSequence;
        private long comparedThrough;

        private void add(final long sequence, final long digest)
        {
            sequences[(int)sequence & REMEMBERED - 1] = sequence;
            digests[(int)sequence & REMEMBERED - 1] = digest;
            lastSequence = Math.max(lastSequence, sequence);
        }

        private boolean has(final long sequence)
        {
            return sequences[(int)sequence & REMEMBERED - 1] == sequence;
        }

        private long digest(final long sequence)
        {
            return digests[(int)sequence & REMEMBERED - 1];
        }
    }

    private final DigestHistory own;
    private final int memberCount;
    private final Testimony[] testimonies = new Testimony[Ballot.MAX_MEMBER_ID + 1];
    /** The first command after which this member and another are known to differ. */
    private long suspectSequence = NONE;
    private int divergedMember = -1;

    /**
     * Nothing was said yet.
     *
     * @param own         digests of this member.
     * @param memberCount of the cluster.
     */
    public DigestJudge(final DigestHistory own, final int memberCount)
    {
        this.own = own;
        this.memberCount = memberCount;
    }

    /**
     * A peer's digests.
     *
     * @param from         the peer.
     * @param lastSequence that the last of them belongs to.
     * @param digests      in rising order of sequences; copied.
     * @param count        of them.
     */
    public void onDigests(final int from, final long lastSequence, final long[] digests, final int count)
    {
        if (testimonies[from] == null)
        {
            testimonies[from] = new Testimony();
        }
        for (int i = 0; i < count; i++)
        {
            testimonies[from].add(lastSequence - count + 1 + i, digests[i]);
        }
    }

    /**
     * Compares what can be compared.
     *
     * @return sequence of the first command known to have led this member elsewhere than a majority, or {@link #NONE}.
     */
    public long judge()
    {
        for (final Testimony testimony : testimonies)
        {
            if (testimony != null)
            {
                compare(testimony);
            }
        }
        return suspectSequence == NONE || !own.has(suspectSequence) ? NONE : convict(suspectSequence);
    }

    private void compare(final Testimony testimony)
    {
        final long from = Math.max(testimony.comparedThrough, testimony.lastSequence - REMEMBERED) + 1;
        final long through = Math.min(testimony.lastSequence, own.lastSequence());
        for (long sequence = from; sequence <= through; sequence++)
        {
            final boolean isDifferent = testimony.has(sequence) && own.has(sequence) &&
                testimony.digest(sequence) != own.digest(sequence);
            if (isDifferent && (suspectSequence == NONE || sequence < suspectSequence))
            {
                suspectSequence = sequence;
            }
        }
        testimony.comparedThrough = Math.max(testimony.comparedThrough, through);
    }

    private long convict(final long sequence)
    {
        final long mine = own.digest(sequence);
        for (int peer = 0; peer < testimonies.length; peer++)
        {
            final Testimony testimony = testimonies[peer];
            if (testimony != null && testimony.has(sequence) && testimony.digest(sequence) != mine)
            {
                if (votes(sequence, testimony.digest(sequence)) > memberCount / 2)
                {
                    return sequence;
                }
                if (votes(sequence, mine) > memberCount / 2)
                {
                    divergedMember = peer;
                }
            }
        }
        return NONE;
    }

    /**
     * A peer that differs from a majority, this member included.
     *
     * @return -1 if there is none.
     */
    public int divergedMember()
    {
        return divergedMember;
    }

    /**
     * The first command after which members are known to differ.
     *
     * @return {@link #NONE} if there is none.
     */
    public long divergedSequence()
    {
        return suspectSequence;
    }

    private int votes(final long sequence, final long digest)
    {
        int votes = own.digest(sequence) == digest ? 1 : 0;
        for (final Testimony testimony : testimonies)
        {
            if (testimony != null && testimony.has(sequence) && testimony.digest(sequence) == digest)
            {
                votes++;
            }
        }
        return votes;
    }
}
