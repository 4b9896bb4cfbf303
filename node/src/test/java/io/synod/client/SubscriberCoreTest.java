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
package io.synod.client;

import java.util.ArrayList;
import java.util.List;

import org.agrona.DirectBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.synod.protocol.Entry;
import io.synod.testkit.Entries;
import io.synod.transport.client.CommandsInbox;
import io.synod.transport.client.MemberState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A client's side of a subscription, given by the test what members would send. */
final class SubscriberCoreTest
{
    private static final Entry FIRST = Entries.batch(2, 256, 1, 1, 1, 2);
    private static final Entry SECOND = Entries.batch(3, 256, 3, 1, 3, 4);
    private static final int ALL = 100;

    private final Said said = new Said();
    private final List<Long> read = new ArrayList<>();
    private final SubscriberCore core = new SubscriberCore(said, ClientTimes.defaults(), 1,
        (sequence, timeNs, sessionId, buffer, offset, length) -> read.add(sequence), 0);
    private long nowNs;

    /** A part of an entry. */
    private record Part(Entry entry, int partOffset, int length) implements CommandsInbox.CommandsPart
    {
        @Override
        public long firstSequence()
        {
            return entry.firstSequence();
        }

        @Override
        public long timeNs()
        {
            return entry.timeNs();
        }

        @Override
        public int commandCount()
        {
            return entry.commandCount();
        }

        @Override
        public int totalLength()
        {
            return entry.length();
        }

        @Override
        public DirectBuffer buffer()
        {
            return entry.buffer();
        }

        @Override
        public int offset()
        {
            return entry.offset() + partOffset;
        }
    }

    private static Part whole(final Entry entry)
    {
        return new Part(entry, 0, entry.length());
    }

    private static Part head(final Entry entry)
    {
        return new Part(entry, 0, 16);
    }

    private static Part tail(final Entry entry)
    {
        return new Part(entry, 16, entry.length() - 16);
    }

    private void pass(final long durationNs, final int room)
    {
        nowNs += durationNs;
        core.onTime(nowNs, room);
        core.work();
    }

    private void serve(final int memberId)
    {
        core.onMemberState(memberId, new MemberState().leader(256, false).limits(1, 64, 4).log(1, 0, false));
    }

    @BeforeEach
    void subscribes()
    {
        pass(1, ALL);
        serve(0);
        serve(1);
        pass(1, ALL);
        assertEquals(List.of("0: subscribe 1 from 1"), said.take());
    }

    @Test
    void readsOneAfterTheOtherAndNoneTwice()
    {
        assertTrue(core.onCommands(0, 1, whole(FIRST)));
        assertTrue(core.onCommands(0, 1, whole(FIRST)));
        assertTrue(core.onCommands(0, 1, whole(SECOND)));

        assertEquals(List.of(1L, 2L, 3L, 4L), read);
    }

    @Test
    void aFrameForWhichThereIsNoRoomComesAgain()
    {
        pass(1, 1);
        assertFalse(core.onCommands(0, 1, whole(FIRST)));
        pass(1, 1);
        assertTrue(core.onCommands(0, 1, whole(FIRST)));

        assertEquals(List.of(1L, 2L), read);
    }

    @Test
    void putsPartsTogether()
    {
        assertTrue(core.onCommands(0, 1, head(FIRST)));
        assertTrue(core.onCommands(0, 1, tail(FIRST)));

        assertEquals(List.of(1L, 2L), read);
    }

    @Test
    void partsOfTwoEntriesAreNotOne()
    {
        core.onCommands(0, 1, head(FIRST));
        core.onCommands(0, 1, tail(SECOND));
        assertEquals(List.of(), read);

        pass(1, ALL);
        assertEquals(List.of("0: subscribe 2 from 1"), said.take());
    }

    @Test
    void aPartBehindALostOneIsNotPutInItsPlace()
    {
        core.onCommands(0, 1, head(FIRST));
        core.onCommands(0, 1, new Part(FIRST, 40, FIRST.length() - 40));
        assertEquals(List.of(), read);

        pass(1, ALL);
        assertEquals(List.of("0: subscribe 2 from 1"), said.take());
    }

    @Test
    void aGapIsAskedForAnewAndTheOldSubscriptionIsEnded()
    {
        core.onCommands(0, 1, whole(SECOND));
        pass(1, ALL);
        assertEquals(List.of("0: subscribe 2 from 1"), said.take());

        core.onCommands(0, 1, whole(SECOND));
        core.onCommands(0, 2, whole(FIRST));
        pass(1, ALL);

        assertEquals(List.of(1L, 2L), read);
        assertEquals(List.of("0: unsubscribe 1"), said.take());
    }

    @Test
    void goesToAnotherMemberWhenItsOwnIsSilent()
    {
        core.onCommands(0, 1, whole(FIRST));
        nowNs += ClientTimes.defaults().memberTimeoutNs();
        core.onTime(nowNs, ALL);
        serve(1);
        core.work();

        assertEquals(List.of("1: subscribe 2 from 3"), said.take());
        assertEquals(1, core.switches());
    }
}
