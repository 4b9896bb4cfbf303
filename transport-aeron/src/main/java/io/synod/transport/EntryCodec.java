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

import org.agrona.DirectBuffer;

import io.synod.codecs.peer.EntryHeaderDecoder;
import io.synod.codecs.peer.EntryHeaderEncoder;
import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.Entry;
import io.synod.protocol.EntryChecksum;
import io.synod.protocol.EntryKind;

/** Entries to bytes and back; back only if all of the entry is as its leader made it. */
final class EntryCodec
{
    private final Entry entry = new Entry();
    private final EntryChecksum checksum = new EntryChecksum();

    static void encode(final EntryHeaderEncoder header, final Entry entry)
    {
        header
            .slot(entry.slot())
            .originBallot(entry.originBallot())
            .firstSequence(entry.firstSequence())
            .timeNs(entry.timeNs())
            .epoch(entry.epoch())
            .commandCount(entry.commandCount())
            .kind(entry.kind())
            .checksum(entry.checksum() & 0xFFFF_FFFFL);
    }

    /** The entry decoded last: whole, if it was not refused. */
    Entry entry()
    {
        return entry;
    }

    /**
     * Reads an entry and checks it.
     *
     * @param header     wrapped.
     * @param ballot     valid: at which it was accepted or is proposed.
     * @param buffer     of the body.
     * @param bodyOffset of its first byte.
     * @param bodyLength inside the frame.
     * @return {@link Refusal#NONE} if {@link #entry()} may be stored.
     */
    Refusal decode(
        final EntryHeaderDecoder header,
        final long ballot,
        final DirectBuffer buffer,
        final int bodyOffset,
        final int bodyLength)
    {
        final Refusal fields = checkFields(header, ballot);
        if (fields != Refusal.NONE)
        {
            return fields;
        }
        entry
            .slot(header.slot())
            .ballot(ballot)
            .originBallot(header.originBallot())
            .firstSequence(header.firstSequence())
            .timeNs(header.timeNs())
            .epoch(header.epoch())
            .commandCount(header.commandCount())
            .kind((byte)header.kind())
            .checksum((int)header.checksum())
            .body(buffer, bodyOffset, bodyLength);
        if (!checksum.matches(entry))
        {
            return Refusal.ENTRY_CHECKSUM;
        }
        return BatchDescriptor.isWellFormed(entry) ? Refusal.NONE : Refusal.MALFORMED_BODY;
    }

    private static Refusal checkFields(final EntryHeaderDecoder header, final long ballot)
    {
        if (!FieldRules.isSlot(header.slot()))
        {
            return Refusal.SLOT;
        }
        final Refusal origin = FieldRules.checkOrigin(ballot, header.originBallot());
        if (origin != Refusal.NONE)
        {
            return origin;
        }
        if (!EntryKind.isStorable(header.kind()))
        {
            return Refusal.KIND;
        }
        // A sequence has the range of a slot: from 1, and far from overflow.
        final boolean inRange = FieldRules.isSlot(header.firstSequence()) &&
            header.timeNs() >= 0 && header.epoch() >= 1 && header.commandCount() >= 0;
        return inRange ? Refusal.NONE : Refusal.ENTRY_FIELD;
    }
}
