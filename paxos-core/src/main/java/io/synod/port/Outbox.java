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
package io.synod.port;

import io.synod.protocol.Entry;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.PromisePart;

/**
 * Messages to peers. Each call answers false if there is no room now: nothing was sent then, the caller's cursor stays,
 * and it tries again in a later step. A message may get lost, arrive late, twice or out of order; the protocol expects
 * that. The receiver's input has the same name: {@code sendAccept} is {@code Replica.onAccept} there.
 */
public interface Outbox
{
    /**
     * Phase 1a: asks for a promise, and for the headers of what was accepted from a slot on.
     *
     * @param to       a peer.
     * @param ballot   the candidate's.
     * @param fromSlot first slot whose header the candidate still lacks from this peer.
     * @return false if there is no room now.
     */
    boolean sendPrepare(int to, long ballot, long fromSlot);

    /**
     * Phase 1b: a part of a promise. Vouches for state: only the durability gate's owner may send it.
     *
     * @param to     the candidate.
     * @param ballot the candidate's.
     * @param part   copied before the call returns.
     * @return false if there is no room now.
     */
    boolean sendPromise(int to, long ballot, PromisePart part);

    /**
     * Phase 2a: an entry for a slot.
     *
     * @param to             a peer.
     * @param ballot         the leader's.
     * @param chainFrom      first slot of the stream to this peer.
     * @param fence          last recovered slot of this ballot.
     * @param decidedThrough the leader's.
     * @param entry          slot, origin and body; copied before the call returns.
     * @return false if there is no room now.
     */
    boolean sendAccept(int to, long ballot, long chainFrom, long fence, long decidedThrough, Entry entry);

    /**
     * Phase 2a for a recovered slot, to a peer that holds the same value already: no body.
     *
     * @param to             a peer.
     * @param ballot         the leader's.
     * @param chainFrom      first slot of the stream to this peer.
     * @param fence          last recovered slot of this ballot.
     * @param decidedThrough the leader's.
     * @param entry          only slot, origin and checksum are sent.
     * @return false if there is no room now.
     */
    boolean sendReAccept(int to, long ballot, long chainFrom, long fence, long decidedThrough, Entry entry);

    /**
     * Phase 2b: everything of this ballot's chain up to a slot is durable here. Vouches for state.
     *
     * @param to              the leader.
     * @param ballot          of the chain.
     * @param acceptedThrough inclusive.
     * @return false if there is no room now.
     */
    boolean sendAccepted(int to, long ballot, long acceptedThrough);

    /**
     * The answer to an accept that does not continue the stream.
     *
     * @param to           the leader.
     * @param ballot       of the stream.
     * @param expectedSlot the slot that would continue it; {@code Slot.NONE} if nothing of it is here.
     * @return false if there is no room now.
     */
    boolean sendGap(int to, long ballot, long expectedSlot);

    /**
     * Refusal of a prepare or accept below the promise.
     *
     * @param to             who sent it.
     * @param ballot         that was refused.
     * @param promisedBallot greater than {@code ballot}.
     * @return false if there is no room now.
     */
    boolean sendNack(int to, long ballot, long promisedBallot);

    /**
     * Who hears whom, and how far the log is.
     *
     * @param to        a peer.
     * @param heartbeat copied before the call returns.
     * @return false if there is no room now.
     */
    boolean sendHeartbeat(int to, Heartbeat heartbeat);

    /**
     * Asks for the entries of {@code [fromSlot, slotLimit)}: to fill a hole, or for bodies in a campaign.
     *
     * @param to        a peer.
     * @param fromSlot  inclusive.
     * @param slotLimit exclusive.
     * @return false if there is no room now.
     */
    boolean sendFetch(int to, long fromSlot, long slotLimit);

    /**
     * An entry that was asked for.
     *
     * @param to             who asked.
     * @param decidedThrough the sender's: the entry is the decided one if its slot is not above.
     * @param entry          with the ballot at which it was accepted by the sender; copied before the call returns.
     * @return false if there is no room now.
     */
    boolean sendFill(int to, long decidedThrough, Entry entry);

    /**
     * Asks a peer to campaign now: the leader hands over.
     *
     * @param to     a peer that has everything.
     * @param ballot the leader's.
     * @return false if there is no room now.
     */
    boolean sendHandOver(int to, long ballot);
}
