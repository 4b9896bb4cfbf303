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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.synod.AckHandler;
import io.synod.Acknowledged;
import io.synod.Appender;
import io.synod.Subscription;
import io.synod.journal.Durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A client that stands still for longer than its media driver waits. Only with {@code -Dsynod.long=true}. */
@Timeout(value = 4, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.MINUTES)
final class LongPauseTest
{
    private static final UnsafeBuffer COMMAND = new UnsafeBuffer(new byte[8]);

    @TempDir
    private Path directory;

    /** What goes into the session that has expired meanwhile is unknown. */
    private static void appendAfterwards(final Appender appender)
    {
        final int[] offeredAndAcked = new int[2];
        final AckHandler handler = new AckHandler()
        {
            @Override
            public void onAck(final long requestId, final long sequence, final Acknowledged durability)
            {
                offeredAndAcked[1]++;
            }

            @Override
            public void onUnknown(final long requestId)
            {
                offeredAndAcked[0]--;
            }
        };
        TestCluster.await("appended", () ->
        {
            appender.poll(handler);
            final boolean isOffered = offeredAndAcked[0] < 10 && appender.offer(COMMAND, 0, 8) > 0;
            offeredAndAcked[0] += isOffered ? 1 : 0;
            return offeredAndAcked[1] == 10;
        });
    }

    /** Both one with a driver of its own, and one that shares its node's. */
    @Test
    void aClientThatStoodStillForMoreThanAMinuteGoesOn() throws Exception
    {
        assumeTrue(Boolean.getBoolean("synod.long"), "takes more than a minute: only with -Dsynod.long=true");
        final String members = TestCluster.membersOn(TestCluster.freePorts(1));
        final List<Long> read = new ArrayList<>();
        try (SynodNode node = SynodNode.launch(NodeConfig.defaults(0, members, directory.resolve("member"))
            .withSegmentLength(4 << 20)
            .withDurability(Durability.WRITTEN));
            SynodClient client = SynodClient.connect(ClientConfig.defaults(members)))
        {
            final Appender appender = client.newAppender();
            final Appender own = node.newAppender();
            final Subscription subscription = client.subscribe(
                1, (sequence, timeNs, session, buffer, offset, length) -> read.add(sequence));
            TestCluster.append(appender, 1, 10, TestCluster.NOBODY);
            TestCluster.append(own, 1, 10, TestCluster.NOBODY);
            TestCluster.await("read", () -> subscription.poll(100) >= 0 && read.size() == 20);

            assertFalse(new CountDownLatch(1).await(66, TimeUnit.SECONDS));
            assertNull(node.fault());

            appendAfterwards(appender);
            appendAfterwards(own);
            TestCluster.await("read", () -> subscription.poll(100) >= 0 && read.size() == 40);
            assertEquals(LongStream.rangeClosed(1, 40).boxed().toList(), read);
        }
    }
}
