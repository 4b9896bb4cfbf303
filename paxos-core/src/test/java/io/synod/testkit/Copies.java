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

import org.agrona.concurrent.UnsafeBuffer;

import io.synod.protocol.Entry;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.PromisePart;

/** Copies of the reusable records that ports are given: what a wire would do. */
public final class Copies
{
    private Copies()
    {
    }

    public static Entry of(final Entry entry)
    {
        final byte[] bytes = new byte[entry.length()];
        entry.buffer().getBytes(entry.offset(), bytes);
        return new Entry()
            .slot(entry.slot())
            .ballot(entry.ballot())
            .originBallot(entry.originBallot())
            .firstSequence(entry.firstSequence())
            .timeNs(entry.timeNs())
            .epoch(entry.epoch())
            .commandCount(entry.commandCount())
            .checksum(entry.checksum())
            .kind(entry.kind())
            .body(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    public static Heartbeat of(final Heartbeat heartbeat)
    {
        return new Heartbeat()
            .links(
                heartbeat.promisedBallot(),
                heartbeat.leaderBallot(),
                heartbeat.heard(),
                heartbeat.leaderAlive(),
                heartbeat.quorumConnected())
            .log(heartbeat.chainBallot(), heartbeat.acceptedThrough(), heartbeat.decidedThrough());
    }

    public static PromisePart of(final PromisePart part)
    {
        final PromisePart copy = new PromisePart()
            .summary(
                part.chainBallot(),
                part.chainFrom(),
                part.acceptedThrough(),
                part.decidedThrough(),
                part.firstSlotKept())
            .range(part.fromSlot(), part.slotLimit(), part.isLast());
        for (int i = 0; i < part.count(); i++)
        {
            copy.add(part.slot(i), part.ballot(i), part.originBallot(i), part.checksum(i), part.kind(i));
        }
        return copy;
    }
}
