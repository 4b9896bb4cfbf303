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
package io.synod.simulator.scenario;

import java.nio.charset.StandardCharsets;

import org.agrona.DirectBuffer;

import io.synod.protocol.Ballot;
import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryKind;
import io.synod.protocol.PromisePart;

/** How stories call things: member 0 is {@code a}, its ballot of round 2 is {@code 2.a}. */
final class Names
{
    /** Commands are padded to this, because the checkers want a number of 8 bytes in each. */
    static final int COMMAND_LENGTH = 8;

    private Names()
    {
    }

    static String of(final int memberId)
    {
        return String.valueOf((char)('a' + memberId));
    }

    static int memberId(final String name)
    {
        if (name.length() != 1 || name.charAt(0) < 'a' || name.charAt(0) > 'z')
        {
            throw new IllegalArgumentException("member=" + name + " must be one letter from a to z");
        }
        return name.charAt(0) - 'a';
    }

    static String ofBallot(final long ballot)
    {
        return ballot == Ballot.NONE ? "none" : Ballot.round(ballot) + "." + of(Ballot.memberId(ballot));
    }

    static byte[] command(final String name)
    {
        final byte[] bytes = new byte[COMMAND_LENGTH];
        final byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, 0, Math.min(text.length, COMMAND_LENGTH));
        return bytes;
    }

    /** A value: what it is, and who made it. */
    static String ofValue(
        final byte kind, final long originBallot, final DirectBuffer buffer, final int offset, final int commandCount)
    {
        final String what = switch (kind)
        {
            case EntryKind.NO_OP -> "no-op";
            case EntryKind.SESSION_OPEN -> "open";
            case EntryKind.SESSION_CLOSE -> "close";
            case EntryKind.BATCH -> ofCommands(buffer, offset, commandCount);
            default -> "kind" + kind;
        };
        return what + "@" + ofBallot(originBallot);
    }

    static String ofValue(final Entry entry)
    {
        return ofValue(entry.kind(), entry.originBallot(), entry.buffer(), entry.offset(), entry.commandCount());
    }

    private static String ofCommands(final DirectBuffer buffer, final int offset, final int commandCount)
    {
        final StringBuilder text = new StringBuilder();
        int at = offset;
        for (int i = 0; i < commandCount; i++)
        {
            final byte[] bytes = new byte[BatchDescriptor.length(buffer, at)];
            buffer.getBytes(at + BatchDescriptor.HEADER_LENGTH, bytes);
            text.append(i == 0 ? "" : "+").append(new String(bytes, StandardCharsets.US_ASCII).trim());
            at += BatchDescriptor.alignedLength(bytes.length);
        }
        return text.toString();
    }

    static String ofPromise(final PromisePart part)
    {
        final StringBuilder text = new StringBuilder("chain=")
            .append(ofBallot(part.chainBallot()))
            .append('[').append(part.chainFrom()).append("..").append(part.acceptedThrough()).append(']')
            .append(" decided=").append(part.decidedThrough());
        for (int i = 0; i < part.count(); i++)
        {
            text.append(' ').append(part.slot(i)).append(':').append(ofBallot(part.ballot(i)));
            if (part.originBallot(i) != part.ballot(i))
            {
                text.append('(').append(ofBallot(part.originBallot(i))).append(')');
            }
        }
        return text.append(part.isLast() ? "" : " more").toString();
    }
}
