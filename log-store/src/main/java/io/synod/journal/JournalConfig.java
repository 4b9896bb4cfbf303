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
package io.synod.journal;

import org.agrona.BitUtil;

import io.synod.protocol.ConfigException;

/**
 * How a journal is kept.
 *
 * @param clusterId     of the cluster, any number: a directory of another cluster is refused.
 * @param memberId      of the member: a directory of another member is refused.
 * @param group         that the records belong to.
 * @param segmentLength bytes of a file, a power of two in {@code [2^12, 2^30]}. Kept as it was when the directory was
 *                      first used.
 * @param durability    before a record is vouched for.
 * @param startPosition of the first segment, a multiple of its length: 0 but for tests.
 * @param indexPageSlots slots whose positions lie in one piece of memory, a power of two.
 */
public record JournalConfig(
    long clusterId,
    int memberId,
    int group,
    int segmentLength,
    Durability durability,
    long startPosition,
    int indexPageSlots)
{
    /** Length of a segment unless said otherwise. */
    public static final int DEFAULT_SEGMENT_LENGTH = 64 << 20;

    private static final int MIN_SEGMENT_LENGTH = 1 << 12;
    private static final int MAX_SEGMENT_LENGTH = 1 << 30;
    private static final int DEFAULT_INDEX_PAGE_SLOTS = 1 << 16;

    public JournalConfig
    {
        if (!BitUtil.isPowerOfTwo(segmentLength) || segmentLength < MIN_SEGMENT_LENGTH ||
            segmentLength > MAX_SEGMENT_LENGTH)
        {
            throw new ConfigException(
                "segmentLength=" + segmentLength + " must be a power of two in [4096, 1073741824]");
        }
        if (startPosition < 0 || startPosition % segmentLength != 0)
        {
            throw new ConfigException("journal.startPosition=" + startPosition +
                " must be a multiple of segmentLength=" + segmentLength + " and not negative");
        }
        if (!BitUtil.isPowerOfTwo(indexPageSlots) || indexPageSlots < 1)
        {
            throw new ConfigException("journal.indexPageSlots=" + indexPageSlots + " must be a power of two");
        }
    }

    /**
     * What suits most: segments of 64 MiB, forced before they are vouched for.
     *
     * @param clusterId of the cluster.
     * @param memberId  of the member.
     * @return a configuration.
     */
    public static JournalConfig defaults(final long clusterId, final int memberId)
    {
        return new JournalConfig(
            clusterId, memberId, 0, DEFAULT_SEGMENT_LENGTH, Durability.FLUSHED, 0, DEFAULT_INDEX_PAGE_SLOTS);
    }

    /**
     * Refuses batches that are longer than a segment holds beside its header and what is kept for promises. For whoever
     * puts a member together, before it opens anything. A directory keeps the segments that it was made with.
     *
     * @param maxBatchLength bytes of the longest batch that the member makes, of its limits.
     * @return this.
     * @throws ConfigException if one does not fit.
     */
    public JournalConfig checkHolds(final int maxBatchLength)
    {
        final int limit = JournalTail.maxBodyLength(segmentLength);
        if (maxBatchLength > limit)
        {
            throw new ConfigException("limits.maxBatchLength=" + maxBatchLength + " must be <= " + limit +
                ", which is what a segment of segmentLength=" + segmentLength + " holds");
        }
        return this;
    }

    public JournalConfig withSegmentLength(final int newSegmentLength)
    {
        return new JournalConfig(
            clusterId, memberId, group, newSegmentLength, durability, startPosition, indexPageSlots);
    }

    public JournalConfig withDurability(final Durability newDurability)
    {
        return new JournalConfig(
            clusterId, memberId, group, segmentLength, newDurability, startPosition, indexPageSlots);
    }

    public JournalConfig withStartPosition(final long newStartPosition)
    {
        return new JournalConfig(
            clusterId, memberId, group, segmentLength, durability, newStartPosition, indexPageSlots);
    }

    public JournalConfig withIndexPageSlots(final int newIndexPageSlots)
    {
        return new JournalConfig(
            clusterId, memberId, group, segmentLength, durability, startPosition, newIndexPageSlots);
    }
}
