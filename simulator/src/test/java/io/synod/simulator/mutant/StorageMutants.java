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
package io.synod.simulator.mutant;

import java.util.List;

/** Mistakes in the journal: {@code docs/JOURNAL.md}; what other systems got wrong: {@code docs/HISTORY.md} 34 on. */
final class StorageMutants
{
    static final List<Mutant> ALL = List.of(
        // What is durable.
        Mutant.of("What was appended during a force counts as forced by it", "durable; history 39",
            "journal/Syncer.java",
            "        durable.setRelease(limit);\n        mark.durable(limit);",
            "        durable.setRelease(tail.getAcquire());\n        mark.durable(limit);"),
        Mutant.of("A force that failed is tried again", "durable; history 36", "journal/Syncer.java",
            "        segments.force(from, limit);\n",
            "        try { segments.force(from, limit); } " +
                "catch (final StorageFault failed) { segments.force(from, limit); }\n"),
        Mutant.of("A member goes on after a force that failed", "durable; history 36", "journal/Syncer.java",
            "        isFailed = true;\n        segments.force(from, limit);\n",
            "        segments.force(from, limit);\n"),
        Mutant.of("A segment whose force failed is taken for whole the next time", "durable; history 36",
            "journal/Syncer.java",
            "        isFailed = true;\n        final int workCount",
            "        final int workCount"),
        Mutant.of("Only the last segment of a range is forced", "durable", "journal/Segments.java",
            "            segment.force(position, limit);\n" +
                "            position = segment.limit();\n        }\n    }\n\n" +
                "    /** Forces a range of positions, whether",
            "            if (segment.limit() >= limit) { segment.force(position, limit); }\n" +
                "            position = segment.limit();\n        }\n    }\n\n" +
                "    /** Forces a range of positions, whether"),
        Mutant.of("A promise is not forced in WRITTEN", "durability", "journal/Syncer.java",
            "durability == Durability.FLUSHED ? position : promised.getAcquire();",
            "durability == Durability.FLUSHED ? position : from;")
            .and("if (promised.getPlain() <= forced)", "if (true)"),
        Mutant.of("A promise is vouched for in WRITTEN before it is forced", "durability", "journal/Syncer.java",
            "return Math.max(forced, Math.min(tailPosition, promiseFrom));",
            "return tailPosition;"),
        Mutant.of("Closing forces nothing", "durability", "journal/MappedJournal.java",
            "        syncer.forceAll();\n",
            ""),

        // Names.
        Mutant.of("The directory is not forced after a segment has got its name", "names; history 37",
            "journal/SegmentMaker.java",
            "        storage.forceDirectory();\n",
            ""),
        Mutant.of("A start does not force the names it finds", "names; history 37", "journal/JournalDirectory.java",
            "        storage.forceDirectory();\n        final Identity",
            "        final Identity"),
        Mutant.of("A segment gets its name before its header is forced", "names", "journal/SegmentMaker.java",
            "        making.finish();\n",
            ""),

        // Recovery.
        Mutant.of("What is read at a start is vouched for without a force", "recovery; history 38",
            "journal/JournalDirectory.java",
            "        segments.forceAnew(",
            "        if (storage == null) segments.forceAnew("),
        Mutant.of("What a failed force has left in memory counts as written", "recovery; history 36",
            "journal/JournalDirectory.java",
            "        segments.forceAnew(",
            "        segments.force("),
        Mutant.of("The tail is cut below the durable mark", "torn or corrupt; history 35", "journal/Recovery.java",
            "final boolean isBehindDurable = damage.position() >= durablePosition;",
            "final boolean isBehindDurable = true;")
            .and("if (tailPosition < durablePosition)", "if (false)"),
        Mutant.of("Records that are missing at the end are not missed", "torn or corrupt; history 35",
            "journal/Recovery.java",
            "if (tailPosition < durablePosition)",
            "if (false)"),
        Mutant.of("Lost headers are stepped over", "torn or corrupt; history 35", "journal/Recovery.java",
            "            if (damage.isHeader())\n",
            "            if (damage.isHeader() && damage.limit() < 0)\n"),
        Mutant.of("Blocks that never reached the disk count as corruption", "torn or corrupt; history 34",
            "journal/Recovery.java",
            "isLast || damage.isUnwritten();",
            "isLast;"),
        Mutant.of("What was vouched for in memory is judged as what was to be forced", "torn or corrupt; history 35",
            "journal/Recovery.java",
            "isMemoryKept ? isLast && damage.isHeader() : isLast || damage.isUnwritten();",
            "isLast || damage.isUnwritten();"),
        Mutant.of("The last record behind a kept memory counts as torn though its header is there",
            "torn or corrupt; history 35", "journal/Recovery.java",
            "isMemoryKept ? isLast && damage.isHeader() :",
            "isMemoryKept ? isLast :"),
        Mutant.of("A torn tail is not zeroed", "torn tail", "journal/JournalDirectory.java",
            "            recovery.cutTail(isAgain);\n",
            ""),
        Mutant.of("The zeros behind a cut are not forced", "torn tail", "journal/Recovery.java",
            "                segment.force(from, segment.limit());\n",
            ""),
        Mutant.of("A batch that was given up stays behind the tail", "torn tail", "journal/MappedJournal.java",
            "            tail.segment().buffer().setMemory(openOffset, openLength, (byte)0);\n",
            ""),
        Mutant.of("A body's checksum is not looked at", "checksums", "journal/RecordScanner.java",
            "        return entryChecksum.matches(entry);",
            "        return true;"),
        Mutant.of("A header's checksum is not looked at", "checksums", "journal/RecordScanner.java",
            "            headerChecksum.matches(buffer, offset);",
            "            true;"),
        Mutant.of("A record is believed wherever it lies", "checksums; misdirected writes",
            "journal/RecordScanner.java",
            "if (RecordDescriptor.position(buffer, offset) != at)",
            "if (RecordDescriptor.position(buffer, offset) == 0)")
            .and("(kind == RecordDescriptor.RE_ACCEPT ? bodyPosition < at : bodyPosition == at)", "bodyPosition > 0"),
        Mutant.of("A damaged entry is not marked", "faulty slots; history 35", "journal/Recovery.java",
            "            damagedBodies.add(damage.position());\n",
            ""),
        Mutant.of("An entry accepted again does not know that its body is lost", "faulty slots",
            "journal/MappedJournal.java",
            "slots.onRecord(position, damagedBodies.contains(bodyPosition));",
            "slots.onRecord(position, damagedBodies.contains(position));"),
        Mutant.of("The index keeps the first record of a slot", "index", "journal/SlotRecords.java",
            "            index.set(slot, lastRecord);\n",
            "            if (index.position(slot) == 0) { index.set(slot, lastRecord); }\n"),
        Mutant.of("A segment is left without padding", "segments", "journal/JournalTail.java",
            "            commit(RecordDescriptor.PADDING, (int)left);\n",
            ""),
        Mutant.of("The durable mark is stored before the force", "durable mark", "journal/Syncer.java",
            "        isFailed = true;\n        segments.force(from, limit);\n",
            "        isFailed = true;\n        mark.durable(limit);\n        segments.force(from, limit);\n"),
        Mutant.of("A machine that has started anew is not noticed", "durability", "journal/JournalDirectory.java",
            "            mark.bootId() != storage.bootId())",
            "            mark.bootId() == 0)"),
        Mutant.of("The reserve for promises is used up by entries", "full disk", "journal/JournalTail.java",
            "return makeRoom(recordLength, reserveLength);",
            "return makeRoom(recordLength, 0);"));

    private StorageMutants()
    {
    }
}
