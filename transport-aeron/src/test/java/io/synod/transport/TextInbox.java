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

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.synod.port.Inbox;
import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.PromisePart;

/** Writes down each call with all that it says. */
final class TextInbox implements Inbox
{
    private final List<String> calls = new ArrayList<>();

    List<String> calls()
    {
        return calls;
    }

    private void add(final String name, final Object... values)
    {
        calls.add(name + List.of(values));
    }

    @Override
    public void onPrepare(final int from, final long ballot, final long fromSlot)
    {
        add("prepare", from, Ballot.toString(ballot), fromSlot);
    }

    @Override
    public void onPromise(final int from, final long ballot, final PromisePart part)
    {
        final StringBuilder headers = new StringBuilder();
        for (int i = 0; i < part.count(); i++)
        {
            headers.append(part.slot(i)).append('@').append(part.ballot(i)).append('/').append(part.originBallot(i))
                .append(':').append(part.checksum(i)).append(':').append(part.kind(i)).append(' ');
        }
        add("promise", from, Ballot.toString(ballot), part.chainBallot(), part.chainFrom(), part.acceptedThrough(),
            part.decidedThrough(), part.firstSlotKept(), part.fromSlot(), part.slotLimit(), part.isLast(), headers);
    }

    @Override
    public void onAccept(
        final int from,
        final long ballot,
        final long chainFrom,
        final long fence,
        final long decidedThrough,
        final Entry entry)
    {
        add("accept", from, Ballot.toString(ballot), chainFrom, fence, decidedThrough, text(entry));
    }

    @Override
    public void onReAccept(
        final int from,
        final long ballot,
        final long chainFrom,
        final long fence,
        final long decidedThrough,
        final Entry entry)
    {
        add("reAccept", from, Ballot.toString(ballot), chainFrom, fence, decidedThrough,
            entry.slot(), entry.ballot(), entry.originBallot(), entry.checksum());
    }

    @Override
    public void onAccepted(final int from, final long ballot, final long acceptedThrough)
    {
        add("accepted", from, Ballot.toString(ballot), acceptedThrough);
    }

    @Override
    public void onGap(final int from, final long ballot, final long expectedSlot)
    {
        add("gap", from, Ballot.toString(ballot), expectedSlot);
    }

    @Override
    public void onNack(final int from, final long ballot, final long promisedBallot)
    {
        add("nack", from, Ballot.toString(ballot), Ballot.toString(promisedBallot));
    }

    @Override
    public void onHeartbeat(final int from, final Heartbeat heartbeat)
    {
        add("heartbeat", from, heartbeat.promisedBallot(), heartbeat.leaderBallot(), heartbeat.heard(),
            heartbeat.leaderAlive(), heartbeat.quorumConnected(), heartbeat.chainBallot(),
            heartbeat.acceptedThrough(), heartbeat.decidedThrough());
    }

    @Override
    public void onFetch(final int from, final long fromSlot, final long slotLimit)
    {
        add("fetch", from, fromSlot, slotLimit);
    }

    @Override
    public void onFill(final int from, final long decidedThrough, final Entry entry)
    {
        add("fill", from, decidedThrough, text(entry));
    }

    @Override
    public void onHandOver(final int from, final long ballot)
    {
        add("handOver", from, Ballot.toString(ballot));
    }

    private static String text(final Entry entry)
    {
        final byte[] body = new byte[entry.length()];
        entry.buffer().getBytes(entry.offset(), body);
        return entry + " time=" + entry.timeNs() + " epoch=" + entry.epoch() + " checksum=" + entry.checksum() +
            " body=" + HexFormat.of().formatHex(body);
    }
}
