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
package io.synod.role;

/**
 * Leadership transfer (Ongaro, "Consensus: Bridging Theory and Practice", 3.10): the leader takes nothing new, waits
 * until the chosen peer has everything, and asks it to campaign. If that leads nowhere in time, the leader goes on.
 */
public final class HandOver
{
    private static final int NOBODY = -1;

    private final long timeoutNs;
    private int to = NOBODY;
    private long sinceNs;
    private boolean isAsked;

    public HandOver(final Timing timing)
    {
        timeoutNs = timing.handOverTimeoutNs();
    }

    public void start(final int newTo, final long nowNs)
    {
        to = newTo;
        sinceNs = nowNs;
        isAsked = false;
    }

    public void end()
    {
        to = NOBODY;
    }

    public boolean isActive()
    {
        return to != NOBODY;
    }

    public int to()
    {
        return to;
    }

    /**
     * Whether the peer is to be asked now: it has vouched for all there is, and all there is has been decided.
     *
     * @param ackedThrough    of the peer.
     * @param decidedThrough  of the leader.
     * @param proposedThrough of the leader.
     * @return true if so, until {@link #asked}.
     */
    public boolean isReady(final long ackedThrough, final long decidedThrough, final long proposedThrough)
    {
        return !isAsked && ackedThrough == proposedThrough && decidedThrough == proposedThrough;
    }

    public void asked()
    {
        isAsked = true;
    }

    public boolean isLate(final long nowNs)
    {
        return isActive() && nowNs - sinceNs >= timeoutNs;
    }
}
