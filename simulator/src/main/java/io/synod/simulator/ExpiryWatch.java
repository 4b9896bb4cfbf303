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
package io.synod.simulator;

import org.agrona.DirectBuffer;
import org.agrona.collections.Long2LongHashMap;

import io.synod.codecs.client.ClientHeaderDecoder;
import io.synod.codecs.client.KeepAliveDecoder;
import io.synod.protocol.Ballot;
import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.EntryKind;
import io.synod.protocol.Role;
import io.synod.replica.Replica;
import io.synod.simulator.check.Violation;
import io.synod.testkit.MemoryRecord;

/**
 * Checks that a leader lets a session expire only if it has led for the timeout, and has heard nothing of the session
 * for so long since it knows it (V5); by its own clock.
 */
final class ExpiryWatch
{
    private static final int REASON_OFFSET = 8;

    private final int memberId;
    private final long timeoutNs;
    private final Long2LongHashMap signNs = new Long2LongHashMap(Long.MIN_VALUE / 2);
    private long ledBallot;
    private long ledSinceNs;
    private long nowNs;

    ExpiryWatch(final int memberId, final long timeoutNs)
    {
        this.memberId = memberId;
        this.timeoutNs = timeoutNs;
    }

    void onWork(final Replica replica, final long localNs)
    {
        nowNs = localNs;
        if (replica.role() == Role.LEADER && replica.leaderBallot() != ledBallot)
        {
            ledBallot = replica.leaderBallot();
            ledSinceNs = localNs;
        }
    }

    /** A frame of a client was taken: a sign of life is one, whatever else was heard. */
    void onFrame(final DirectBuffer frame)
    {
        final int templateId = frame.getShort(ClientHeaderDecoder.templateIdEncodingOffset());
        if (templateId == KeepAliveDecoder.TEMPLATE_ID)
        {
            onSign(frame.getLong(ClientHeaderDecoder.ENCODED_LENGTH + KeepAliveDecoder.sessionIdEncodingOffset()));
        }
    }

    private void onSign(final long sessionId)
    {
        signNs.put(sessionId, nowNs);
    }

    void onAppend(final MemoryRecord record)
    {
        final boolean isOwn = record.type() == MemoryRecord.Type.ACCEPT &&
            record.originBallot() == record.ballot() && Ballot.memberId(record.ballot()) == memberId;
        if (isOwn && record.kind() == EntryKind.SESSION_OPEN)
        {
            onSign(record.slot());
        }
        else if (isOwn && record.kind() == EntryKind.SESSION_CLOSE &&
            record.body().getInt(REASON_OFFSET) == BatchDescriptor.EXPIRED)
        {
            final long sessionId = BatchDescriptor.sessionId(record.body(), 0);
            Violation.check(nowNs - ledSinceNs >= timeoutNs, "V5", "a new leader lets a session expire", memberId,
                sessionId, nowNs - ledSinceNs, timeoutNs);
            Violation.check(nowNs - signNs.get(sessionId) >= timeoutNs, "V5", "a session expires that was heard",
                memberId, sessionId, nowNs - signNs.get(sessionId), timeoutNs);
        }
    }
}
