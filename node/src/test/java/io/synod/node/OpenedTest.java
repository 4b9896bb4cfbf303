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

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who closes all waits for what others are closing, and never for itself. */
@Timeout(value = 1, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.MINUTES)
final class OpenedTest
{
    private static final long LONG_NS = TimeUnit.MINUTES.toNanos(2);

    /** One that lets go when it is told to, and not when it is closed. */
    private static final class Line implements Polled
    {
        private volatile Thread handling;
        private volatile boolean isClosed;

        @Override
        public boolean isHandling()
        {
            return handling == Thread.currentThread();
        }

        @Override
        public void close()
        {
            isClosed = true;
        }
    }

    private final Line line = new Line();

    private Opened opened(final long deadlineNs)
    {
        final Opened opened = new Opened(deadlineNs);
        opened.add(line);
        return opened;
    }

    @Test
    void whatAnotherThreadClosesIsWaitedFor() throws InterruptedException
    {
        final Opened opened = opened(LONG_NS);
        final Thread closer = new Thread(opened::closeAll, "closer");
        closer.start();
        TestCluster.await("closed", () -> line.isClosed);
        closer.join(100);
        assertTrue(closer.isAlive(), "it has not let go");

        opened.remove(line);
        closer.join();
    }

    @Test
    void aHandlerDoesNotWaitForItself()
    {
        final Opened opened = opened(LONG_NS);
        line.handling = Thread.currentThread();
        assertTrue(opened.isHandling());

        opened.closeAll();

        assertTrue(line.isClosed);
    }

    @Test
    void aHandlerWaitsForTheOthers() throws InterruptedException
    {
        final Opened opened = opened(LONG_NS);
        final Line other = new Line();
        opened.add(other);
        final Thread closer = new Thread(() ->
        {
            line.handling = Thread.currentThread();
            opened.closeAll();
        }, "closer");
        closer.start();
        TestCluster.await("closed", () -> other.isClosed);
        closer.join(100);
        assertTrue(closer.isAlive(), "the other has not let go");

        opened.remove(other);
        closer.join();
    }

    @Test
    void whatNeverLetsGoIsNotWaitedForForEver()
    {
        final Opened opened = opened(1_000_000L);

        opened.closeAll();

        assertTrue(line.isClosed);
        assertFalse(opened.isHandling());
    }
}
