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
package io.synod.bench.aeron;

import org.agrona.LangUtil;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

import io.synod.bench.system.ClusterSetup;
import io.synod.bench.system.Member;

/** The thread of one member: runs its driver and its part. */
final class RoundMember implements Member
{
    private final boolean isLeader;
    private final Thread thread;
    private volatile boolean isClosed;

    private RoundMember(final ClusterSetup setup, final int memberId)
    {
        isLeader = memberId == AeronRound.LEADER_ID;
        thread = new Thread(() -> run(setup, memberId), "aeron-round-" + memberId);
    }

    static RoundMember start(final ClusterSetup setup, final int memberId)
    {
        final RoundMember member = new RoundMember(setup, memberId);
        member.thread.start();
        return member;
    }

    private void run(final ClusterSetup setup, final int memberId)
    {
        // As a node in its mode YIELD.
        final IdleStrategy idle = new YieldingIdleStrategy();
        try (OneThreadDriver driver = OneThreadDriver.launch(setup, memberId))
        {
            final RoundPart part = isLeader ?
                new RoundLeader(driver.aeron(), setup) : new RoundFollower(driver.aeron(), setup, memberId);
            while (!isClosed)
            {
                // The driver first: what it receives is handled, and what that sends leaves with its next turn.
                idle.idle(driver.doWork() + part.doWork());
            }
        }
    }

    @Override
    public boolean isLeader()
    {
        return isLeader;
    }

    @Override
    public void close()
    {
        isClosed = true;
        try
        {
            thread.join();
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            LangUtil.rethrowUnchecked(ex);
        }
    }
}
