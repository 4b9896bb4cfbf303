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
package io.synod.transport;

import org.agrona.MutableDirectBuffer;

import io.synod.codecs.peer.AcceptEncoder;
import io.synod.codecs.peer.AcceptedEncoder;
import io.synod.codecs.peer.FetchEncoder;
import io.synod.codecs.peer.FillEncoder;
import io.synod.codecs.peer.GapEncoder;
import io.synod.codecs.peer.HandOverEncoder;
import io.synod.codecs.peer.HeartbeatEncoder;
import io.synod.codecs.peer.NackEncoder;
import io.synod.codecs.peer.PrepareEncoder;
import io.synod.codecs.peer.PromiseEncoder;
import io.synod.codecs.peer.ReAcceptEncoder;
import io.synod.port.Outbox;
import io.synod.protocol.Entry;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.PromisePart;

/** From the core's messages to frames. Allocates nothing after construction, copies no body. One thread. */
public final class PeerEncoder implements Outbox
{
    private final PrepareEncoder prepare = new PrepareEncoder();
    private final PromiseEncoder promise = new PromiseEncoder();
    private final AcceptEncoder accept = new AcceptEncoder();
    private final ReAcceptEncoder reAccept = new ReAcceptEncoder();
    private final AcceptedEncoder accepted = new AcceptedEncoder();
    private final GapEncoder gap = new GapEncoder();
    private final NackEncoder nack = new NackEncoder();
    private final HeartbeatEncoder heartbeatEncoder = new HeartbeatEncoder();
    private final FetchEncoder fetch = new FetchEncoder();
    private final FillEncoder fill = new FillEncoder();
    private final HandOverEncoder handOver = new HandOverEncoder();

    private final FrameHead head;
    private final MutableDirectBuffer buffer;

    /**
     * An encoder for one member of one group.
     *
     * @param identity of the member.
     * @param sink     where the frames go.
     */
    public PeerEncoder(final PeerIdentity identity, final FrameSink sink)
    {
        head = new FrameHead(identity, sink);
        buffer = head.buffer();
    }

    @Override
    public boolean sendPrepare(final int to, final long ballot, final long fromSlot)
    {
        prepare.wrap(buffer, FrameHead.BLOCK)
            .ballot(ballot)
            .fromSlot(fromSlot);
        return head.send(to, PrepareEncoder.TEMPLATE_ID, PrepareEncoder.BLOCK_LENGTH, prepare.limit());
    }

    @Override
    public boolean sendPromise(final int to, final long ballot, final PromisePart part)
    {
        promise.wrap(buffer, FrameHead.BLOCK)
            .ballot(ballot)
            .chainBallot(part.chainBallot())
            .chainFrom(part.chainFrom())
            .acceptedThrough(part.acceptedThrough())
            .decidedThrough(part.decidedThrough())
            .firstSlotKept(part.firstSlotKept())
            .fromSlot(part.fromSlot())
            .slotLimit(part.slotLimit())
            .flags().clear().last(part.isLast());
        final int count = part.count();
        final PromiseEncoder.HeadersEncoder headers = promise.headersCount(count);
        for (int i = 0; i < count; i++)
        {
            headers.next()
                .slot(part.slot(i))
                .acceptedBallot(part.ballot(i))
                .originBallot(part.originBallot(i))
                .checksum(part.checksum(i) & 0xFFFF_FFFFL)
                .kind(part.kind(i));
        }
        return head.send(to, PromiseEncoder.TEMPLATE_ID, PromiseEncoder.BLOCK_LENGTH, promise.limit());
    }

    @Override
    public boolean sendAccept(
        final int to,
        final long ballot,
        final long chainFrom,
        final long fence,
        final long decidedThrough,
        final Entry entry)
    {
        accept.wrap(buffer, FrameHead.BLOCK)
            .ballot(ballot)
            .chainFrom(chainFrom)
            .fence(fence)
            .decidedThrough(decidedThrough);
        EntryCodec.encode(accept.entry(), entry);
        return sendWithBody(to, AcceptEncoder.TEMPLATE_ID, AcceptEncoder.BLOCK_LENGTH, accept.limit(), entry);
    }

    @Override
    public boolean sendReAccept(
        final int to,
        final long ballot,
        final long chainFrom,
        final long fence,
        final long decidedThrough,
        final Entry entry)
    {
        reAccept.wrap(buffer, FrameHead.BLOCK)
            .ballot(ballot)
            .chainFrom(chainFrom)
            .fence(fence)
            .decidedThrough(decidedThrough)
            .slot(entry.slot())
            .originBallot(entry.originBallot())
            .checksum(entry.checksum() & 0xFFFF_FFFFL);
        return head.send(to, ReAcceptEncoder.TEMPLATE_ID, ReAcceptEncoder.BLOCK_LENGTH, reAccept.limit());
    }

    @Override
    public boolean sendAccepted(final int to, final long ballot, final long acceptedThrough)
    {
        accepted.wrap(buffer, FrameHead.BLOCK)
            .ballot(ballot)
            .acceptedThrough(acceptedThrough);
        return head.send(to, AcceptedEncoder.TEMPLATE_ID, AcceptedEncoder.BLOCK_LENGTH, accepted.limit());
    }

    @Override
    public boolean sendGap(final int to, final long ballot, final long expectedSlot)
    {
        gap.wrap(buffer, FrameHead.BLOCK)
            .ballot(ballot)
            .expectedSlot(expectedSlot);
        return head.send(to, GapEncoder.TEMPLATE_ID, GapEncoder.BLOCK_LENGTH, gap.limit());
    }

    @Override
    public boolean sendNack(final int to, final long ballot, final long promisedBallot)
    {
        nack.wrap(buffer, FrameHead.BLOCK)
            .ballot(ballot)
            .promisedBallot(promisedBallot);
        return head.send(to, NackEncoder.TEMPLATE_ID, NackEncoder.BLOCK_LENGTH, nack.limit());
    }

    @Override
    public boolean sendHeartbeat(final int to, final Heartbeat heartbeat)
    {
        heartbeatEncoder.wrap(buffer, FrameHead.BLOCK)
            .promisedBallot(heartbeat.promisedBallot())
            .leaderBallot(heartbeat.leaderBallot())
            .heard(heartbeat.heard())
            .chainBallot(heartbeat.chainBallot())
            .acceptedThrough(heartbeat.acceptedThrough())
            .decidedThrough(heartbeat.decidedThrough())
            .flags().clear().leaderAlive(heartbeat.leaderAlive()).quorumConnected(heartbeat.quorumConnected());
        return head.send(
            to, HeartbeatEncoder.TEMPLATE_ID, HeartbeatEncoder.BLOCK_LENGTH, heartbeatEncoder.limit());
    }

    @Override
    public boolean sendFetch(final int to, final long fromSlot, final long slotLimit)
    {
        fetch.wrap(buffer, FrameHead.BLOCK)
            .fromSlot(fromSlot)
            .slotLimit(slotLimit);
        return head.send(to, FetchEncoder.TEMPLATE_ID, FetchEncoder.BLOCK_LENGTH, fetch.limit());
    }

    @Override
    public boolean sendFill(final int to, final long decidedThrough, final Entry entry)
    {
        fill.wrap(buffer, FrameHead.BLOCK)
            .ballot(entry.ballot())
            .decidedThrough(decidedThrough);
        EntryCodec.encode(fill.entry(), entry);
        return sendWithBody(to, FillEncoder.TEMPLATE_ID, FillEncoder.BLOCK_LENGTH, fill.limit(), entry);
    }

    @Override
    public boolean sendHandOver(final int to, final long ballot)
    {
        handOver.wrap(buffer, FrameHead.BLOCK)
            .ballot(ballot);
        return head.send(to, HandOverEncoder.TEMPLATE_ID, HandOverEncoder.BLOCK_LENGTH, handOver.limit());
    }

    private boolean sendWithBody(
        final int to, final int templateId, final int blockLength, final int blockLimit, final Entry entry)
    {
        // The generated encoder would copy the body behind its length; here it stays where it is until it is sent.
        buffer.putInt(blockLimit, entry.length(), AcceptEncoder.BYTE_ORDER);
        final int headLength = blockLimit + AcceptEncoder.bodyHeaderLength();
        return head.send(
            to, templateId, blockLength, headLength, entry.buffer(), entry.offset(), entry.length());
    }
}
