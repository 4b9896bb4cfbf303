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
package io.synod.tools;

import org.agrona.DirectBuffer;

import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryKind;

/** Walks over the commands of a batch. */
final class CommandWalk
{
    private static final int PREFIX_LENGTH = 32;

    private CommandWalk()
    {
    }

    /** Is told of each command. */
    interface Visitor
    {
        void onCommand(long sequence, long sessionId, long requestId, int length, String prefix);
    }

    /** Whether a batch is laid out so that its commands can be told apart; false for whatever is none. */
    static boolean isWalkable(final Entry entry)
    {
        return entry.kind() == EntryKind.BATCH && BatchDescriptor.isWellFormed(entry);
    }

    static void run(final Entry entry, final Visitor visitor)
    {
        final DirectBuffer buffer = entry.buffer();
        int offset = entry.offset();
        for (int i = 0; i < entry.commandCount(); i++)
        {
            final int length = BatchDescriptor.length(buffer, offset);
            visitor.onCommand(
                entry.firstSequence() + i,
                BatchDescriptor.sessionId(buffer, offset),
                BatchDescriptor.requestId(buffer, offset),
                length,
                prefix(buffer, offset + BatchDescriptor.HEADER_LENGTH, Math.min(length, PREFIX_LENGTH)));
            offset += BatchDescriptor.alignedLength(length);
        }
    }

    /** The first bytes, as far as they are printable; a point for each that is not. */
    private static String prefix(final DirectBuffer buffer, final int offset, final int length)
    {
        final StringBuilder printable = new StringBuilder(length);
        for (int i = 0; i < length; i++)
        {
            final byte b = buffer.getByte(offset + i);
            printable.append(b >= ' ' && b < 0x7F ? (char)b : '.');
        }
        return printable.toString();
    }
}
