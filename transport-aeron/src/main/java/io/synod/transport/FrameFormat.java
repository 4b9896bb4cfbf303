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
package io.synod.transport;

import java.util.Arrays;

/**
 * What the frames of one schema have in common, and how the messages are built that one reader knows: all others are
 * unknown to it. Filled in once, then only read.
 */
public final class FrameFormat
{
    static final int UNKNOWN = -1;

    private static final int TEMPLATE_LIMIT = 64;

    private final int schemaId;
    private final int schemaVersion;
    private final int headerLength;
    private final boolean isBodyUnderChecksum;
    private final int[] blockLengths = new int[TEMPLATE_LIMIT];
    private final int[] groupEntryLengths = new int[TEMPLATE_LIMIT];
    private final int[] groupLimits = new int[TEMPLATE_LIMIT];
    private long templatesWithBody;

    private FrameFormat(
        final int schemaId, final int schemaVersion, final int headerLength, final boolean isBodyUnderChecksum)
    {
        this.schemaId = schemaId;
        this.schemaVersion = schemaVersion;
        this.headerLength = headerLength;
        this.isBodyUnderChecksum = isBodyUnderChecksum;
        Arrays.fill(blockLengths, UNKNOWN);
    }

    /**
     * Frames whose checksum covers every byte.
     *
     * @param schemaId      of the schema.
     * @param schemaVersion known here.
     * @param headerLength  bytes before the block.
     * @return without messages.
     */
    public static FrameFormat checkedWhole(final int schemaId, final int schemaVersion, final int headerLength)
    {
        return new FrameFormat(schemaId, schemaVersion, headerLength, true);
    }

    /**
     * Frames whose checksum leaves a body out, because that has one of its own.
     *
     * @param schemaId      of the schema.
     * @param schemaVersion known here.
     * @param headerLength  bytes before the block.
     * @return without messages.
     */
    public static FrameFormat checkedWithoutBody(final int schemaId, final int schemaVersion, final int headerLength)
    {
        return new FrameFormat(schemaId, schemaVersion, headerLength, false);
    }

    /**
     * A message that is its block.
     *
     * @param templateId  of the message.
     * @param blockLength of this version.
     * @return this.
     */
    public FrameFormat with(final int templateId, final int blockLength)
    {
        blockLengths[templateId] = blockLength;
        return this;
    }

    /**
     * A message with a length and as many bytes behind its block.
     *
     * @param templateId  of the message.
     * @param blockLength of this version.
     * @return this.
     */
    public FrameFormat withBody(final int templateId, final int blockLength)
    {
        templatesWithBody |= 1L << templateId;
        return with(templateId, blockLength);
    }

    /**
     * A message with a group behind its block.
     *
     * @param templateId  of the message.
     * @param blockLength of this version.
     * @param entryLength of the group, of this version.
     * @param maxCount    entries that the group may have.
     * @return this.
     */
    public FrameFormat withGroup(
        final int templateId, final int blockLength, final int entryLength, final int maxCount)
    {
        groupEntryLengths[templateId] = entryLength;
        groupLimits[templateId] = maxCount;
        return with(templateId, blockLength);
    }

    int schemaId()
    {
        return schemaId;
    }

    int schemaVersion()
    {
        return schemaVersion;
    }

    int headerLength()
    {
        return headerLength;
    }

    boolean isBodyUnderChecksum()
    {
        return isBodyUnderChecksum;
    }

    /** {@link #UNKNOWN} if no such message is taken; else the questions below may be asked. */
    int blockLength(final int templateId)
    {
        return templateId < TEMPLATE_LIMIT ? blockLengths[templateId] : UNKNOWN;
    }

    boolean hasBody(final int templateId)
    {
        return (templatesWithBody & 1L << templateId) != 0;
    }

    boolean hasGroup(final int templateId)
    {
        return groupEntryLengths[templateId] != 0;
    }

    int groupEntryLength(final int templateId)
    {
        return groupEntryLengths[templateId];
    }

    int groupLimit(final int templateId)
    {
        return groupLimits[templateId];
    }
}
