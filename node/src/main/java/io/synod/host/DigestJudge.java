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

    /** What a peer has said last. */
    private static final class Testimony
    {
        private final long[] digests;
        private long lastSequence;
        private int count;

        private Testimony(final int capacity)
        {
            digests = new long[capacity];
        }

        private boolean has(final long sequence)
        {
            return sequence <= lastSequence && sequence > lastSequence - count;
        }

        private long digest(final long sequence)
        {
            return digests[(int)(sequence - (lastSequence - count + 1))];
        }
    }

    private final DigestHistory own;
    private final int memberCount;
    private final Testimony[] testimonies = new Testimony[Ballot.MAX_MEMBER_ID + 1];
    private long divergedSequence = NONE;
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
        if (testimonies[from] == null || testimonies[from].digests.length < count)
        {
            testimonies[from] = new Testimony(count);
        }
        final Testimony testimony = testimonies[from];
        System.arraycopy(digests, 0, testimony.digests, 0, count);
        testimony.lastSequence = lastSequence;
        testimony.count = count;
    }

    /**
     * Compares what can be compared.
     *
     * @return sequence of the first command known to have led this member elsewhere than a majority, or {@link #NONE}.
     */
    public long judge()
    {
        for (int peer = 0; peer < testimonies.length; peer++)
        {
            final Testimony testimony = testimonies[peer];
            if (testimony != null && testimony.count > 0 && own.has(testimony.lastSequence))
            {
                final long sequence = firstDifference(testimony);
                if (sequence != NONE && isMinority(sequence, testimony.digest(sequence)))
                {
                    return sequence;
                }
                if (sequence != NONE && divergedMember < 0 && !isMinority(sequence, own.digest(sequence)) &&
                    votes(sequence, own.digest(sequence)) > memberCount / 2)
                {
                    divergedMember = peer;
                    divergedSequence = sequence;
                }
                testimony.count = sequence == NONE ? 0 : testimony.count;
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
     * The first command known to have led that peer elsewhere.
     *
     * @return {@link #NONE} if there is none.
     */
    public long divergedSequence()
    {
        return divergedSequence;
    }

    private long firstDifference(final Testimony testimony)
    {
        for (long sequence = testimony.lastSequence - testimony.count + 1; sequence <= testimony.lastSequence;
            sequence++)
        {
            if (own.has(sequence) && own.digest(sequence) != testimony.digest(sequence))
            {
                return sequence;
            }
        }
        return NONE;
    }

    /** Whether a majority has another digest than this member: the given one. */
    private boolean isMinority(final long sequence, final long digest)
    {
        return own.digest(sequence) != digest && votes(sequence, digest) > memberCount / 2;
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
