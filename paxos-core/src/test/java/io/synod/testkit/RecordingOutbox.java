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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.synod.port.Outbox;
import io.synod.protocol.Ballot;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryKind;
import io.synod.protocol.Heartbeat;
import io.synod.protocol.PromisePart;

/** An outbox that writes what it is given down, one line a message, and is full when the test says so. */
public final class RecordingOutbox implements Outbox
{
    private final List<String> lines = new ArrayList<>();
    private int room = Integer.MAX_VALUE;

    /**
     * From now on only so many messages find room.
     *
     * @param messages 0 if it is full now.
     */
    public void room(final int messages)
    {
        room = messages;
    }

    /** From now on there is always room. */
    public void roomForAll()
    {
        room = Integer.MAX_VALUE;
    }

    /**
     * What was sent since the last call, forgotten hereby.
     *
     * @return a line each message.
     */
    public List<String> take()
    {
        final List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    /**
     * What was sent since the last call but heartbeats, forgotten hereby.
     *
     * @return a line each message.
     */
    public List<String> takeAllButHeartbeats()
    {
        return take().stream().filter(line -> !line.startsWith("heartbeat ")).toList();
    }

    @Override
    public boolean sendPrepare(final int to, final long ballot, final long fromSlot)
    {
        return add("prepare -> %d %s from %d", to, Ballot.toString(ballot), fromSlot);
    }

    @Override
    public boolean sendPromise(final int to, final long ballot, final PromisePart part)
    {
        final StringBuilder headers = new StringBuilder();
        for (int i = 0; i < part.count(); i++)
        {
            headers.append(' ').append(part.slot(i)).append('@');
            headers.append(part.kind(i) == EntryKind.FAULTY ? "faulty" : Ballot.toString(part.ballot(i)));
        }
        return add("promise -> %d %s chain %s [%d, %d] decided %d slots [%d, %d)%s:%s", to, Ballot.toString(ballot),
            Ballot.toString(part.chainBallot()), part.chainFrom(), part.acceptedThrough(), part.decidedThrough(),
            part.fromSlot(), part.slotLimit(), part.isLast() ? " last" : "", headers);
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
        return add("accept -> %d %s slot %d chain from %d fence %d decided %d", to, Ballot.toString(ballot),
            entry.slot(), chainFrom, fence, decidedThrough);
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
        return add("reAccept -> %d %s slot %d chain from %d fence %d decided %d", to, Ballot.toString(ballot),
            entry.slot(), chainFrom, fence, decidedThrough);
    }

    @Override
    public boolean sendAccepted(final int to, final long ballot, final long acceptedThrough)
    {
        return add("accepted -> %d %s through %d", to, Ballot.toString(ballot), acceptedThrough);
    }

    @Override
    public boolean sendGap(final int to, final long ballot, final long expectedSlot)
    {
        return add("gap -> %d %s expected %d", to, Ballot.toString(ballot), expectedSlot);
    }

    @Override
    public boolean sendNack(final int to, final long ballot, final long promisedBallot)
    {
        return add("nack -> %d %s promised %s", to, Ballot.toString(ballot), Ballot.toString(promisedBallot));
    }

    @Override
    public boolean sendHeartbeat(final int to, final Heartbeat heartbeat)
    {
        return add("heartbeat -> %d leader %s decided %d", to, Ballot.toString(heartbeat.leaderBallot()),
            heartbeat.decidedThrough());
    }

    @Override
    public boolean sendFetch(final int to, final long fromSlot, final long slotLimit)
    {
        return add("fetch -> %d [%d, %d)", to, fromSlot, slotLimit);
    }

    @Override
    public boolean sendFill(final int to, final long decidedThrough, final Entry entry)
    {
        return add("fill -> %d %d@%s decided %d", to, entry.slot(), Ballot.toString(entry.ballot()), decidedThrough);
    }

    @Override
    public boolean sendHandOver(final int to, final long ballot)
    {
        return add("handOver -> %d %s", to, Ballot.toString(ballot));
    }

    private boolean add(final String format, final Object... arguments)
    {
        if (room == 0)
        {
            return false;
        }
        room--;
        lines.add(String.format(Locale.ROOT, format, arguments));
        return true;
    }
}
