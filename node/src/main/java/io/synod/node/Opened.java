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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;

/** What was opened, and has not let go of its line yet. */
final class Opened
{
    /** Far longer than a line takes to let go, which waits a moment for the leader; a handler may take any time. */
    private static final long DEADLINE_NS = 10_000_000_000L;

    private final List<Polled> all = new CopyOnWriteArrayList<>();
    private final NanoClock clock = SystemNanoClock.INSTANCE;
    private final long deadlineNs;

    Opened()
    {
        this(DEADLINE_NS);
    }

    Opened(final long deadlineNs)
    {
        this.deadlineNs = deadlineNs;
    }

    void add(final Polled line)
    {
        all.add(line);
    }

    /** It has let go. */
    void remove(final Polled line)
    {
        all.remove(line);
    }

    /** Whether the caller is a handler of one of them. */
    boolean isHandling()
    {
        return all.stream().anyMatch(Polled::isHandling);
    }

    /** Closes all of them, and waits for those that another thread is closing already. */
    void closeAll()
    {
        CloseHelper.closeAll(all);
        awaitLetGo();
    }

    /** Waits until all have let go, but for the one whose handler the caller is; no longer than the deadline. */
    void awaitLetGo()
    {
        final IdleStrategy idle = new BackoffIdleStrategy();
        final long startNs = clock.nanoTime();
        while (!all.stream().allMatch(Polled::isHandling) && clock.nanoTime() - startNs < deadlineNs)
        {
            idle.idle();
        }
    }
}
