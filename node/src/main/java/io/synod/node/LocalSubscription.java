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

import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.synod.CommandHandler;
import io.synod.Subscription;
import io.synod.feed.BatchCursor;
import io.synod.feed.EntryReader;
import io.synod.feed.LogCursor;
import io.synod.protocol.Entry;

/**
 * Reads the order where it lies: in the mapped journal of the own node. The node takes the journal away only between
 * two polls.
 */
final class LocalSubscription implements Subscription, Polled
{
    private final LogCursor cursor;
    private final LongSupplier decidedThrough;
    private final CommandHandler handler;
    private final Consumer<LocalSubscription> onClose;
    private final Entry entry = new Entry();
    private final BatchCursor commands = new BatchCursor();
    private final Turn turn = new Turn();

    LocalSubscription(
        final EntryReader reader,
        final LongSupplier decidedThrough,
        final long fromSequence,
        final CommandHandler handler,
        final Consumer<LocalSubscription> onClose)
    {
        this.decidedThrough = decidedThrough;
        this.handler = handler;
        this.onClose = onClose;
        cursor = new LogCursor(reader);
        cursor.seek(fromSequence);
    }

    @Override
    public int poll(final int limit)
    {
        if (!turn.take())
        {
            return 0;
        }
        try
        {
            return read(limit);
        }
        finally
        {
            if (turn.giveBack())
            {
                onClose.accept(this);
            }
        }
    }

    private int read(final int limit)
    {
        final long decided = decidedThrough.getAsLong();
        int handed = 0;
        while (handed < limit && !turn.isClosing() && cursor.read(decided, entry))
        {
            commands.wrap(entry.buffer(), entry.offset(), entry.length(), entry.firstSequence())
                .skipTo(cursor.nextSequence());
            while (handed < limit && !turn.isClosing() && commands.next())
            {
                handler.onCommand(commands.sequence(), entry.timeNs(), commands.sessionId(),
                    commands.buffer(), commands.offset(), commands.length());
                cursor.moveTo(commands.sequence() + 1);
                handed++;
            }
        }
        return handed;
    }

    @Override
    public long nextSequence()
    {
        return cursor.nextSequence();
    }

    @Override
    public void close()
    {
        if (turn.close())
        {
            onClose.accept(this);
        }
    }

    @Override
    public boolean isHandling()
    {
        return turn.isMine();
    }
}
