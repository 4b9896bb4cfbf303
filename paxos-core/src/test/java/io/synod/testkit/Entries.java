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
package io.synod.testkit;

import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryChecksum;
import io.synod.protocol.EntryKind;

/** Whole entries for tests, checksum included. */
public final class Entries
{
    private Entries()
    {
    }

    /**
     * A no-op of a ballot: different ballots make different values.
     *
     * @param slot   of it.
     * @param ballot that makes it.
     * @return accepted at the ballot that made it.
     */
    public static Entry noOp(final long slot, final long ballot)
    {
        return sealed(base(slot, ballot).kind(EntryKind.NO_OP));
    }

    public static Entry sessionOpen(final long slot, final long ballot)
    {
        return sealed(base(slot, ballot).kind(EntryKind.SESSION_OPEN));
    }

    public static Entry sessionClose(
        final long slot, final long ballot, final long firstSequence, final long sessionId)
    {
        final UnsafeBuffer body = new UnsafeBuffer(new byte[BatchDescriptor.CLOSE_LENGTH]);
        BatchDescriptor.putClose(body, 0, sessionId, BatchDescriptor.CLOSED);
        return sealed(base(slot, ballot)
            .kind(EntryKind.SESSION_CLOSE)
            .firstSequence(firstSequence)
            .body(body, 0, body.capacity()));
    }

    /**
     * A batch of one session's requests.
     *
     * @param slot          of it.
     * @param ballot        that makes it.
     * @param firstSequence of its first command.
     * @param sessionId     whose commands they are.
     * @param requestIds    of the commands; a command's bytes are its request id.
     * @return accepted at the ballot that made it.
     */
    public static Entry batch(
        final long slot,
        final long ballot,
        final long firstSequence,
        final long sessionId,
        final long... requestIds)
    {
        final ExpandableArrayBuffer body = new ExpandableArrayBuffer();
        int length = 0;
        for (final long requestId : requestIds)
        {
            body.putLong(length + BatchDescriptor.HEADER_LENGTH, requestId);
            BatchDescriptor.putHeader(body, length, sessionId, requestId, Long.BYTES);
            length += BatchDescriptor.alignedLength(Long.BYTES);
        }
        return sealed(base(slot, ballot)
            .kind(EntryKind.BATCH)
            .firstSequence(firstSequence)
            .commandCount(requestIds.length)
            .body(body, 0, length));
    }

    /**
     * Another proposer's proposal of the same value.
     *
     * @param entry  with the value.
     * @param ballot at which it is proposed now.
     * @return a copy.
     */
    public static Entry at(final Entry entry, final long ballot)
    {
        return Copies.of(entry).ballot(ballot);
    }

    private static Entry base(final long slot, final long ballot)
    {
        return new Entry().slot(slot).ballot(ballot).originBallot(ballot).firstSequence(1).timeNs(0).epoch(1);
    }

    private static Entry sealed(final Entry entry)
    {
        return entry.checksum(new EntryChecksum().compute(entry));
    }
}
