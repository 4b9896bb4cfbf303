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
package io.synod.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A real process, killed in the midst of its work. Whatever it had reported durable is there. Three deaths, or as many
 * as wanted: {@code -Dsynod.kills=N}; a hundred with {@code -Dsynod.long=true}.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SigkillTest
{
    private static final int KILLS = Integer.getInteger("synod.kills", Boolean.getBoolean("synod.long") ? 100 : 3);

    /** So many lives of one directory. */
    private static final int LIVES = 5;

    /** Bytes that a life appends at most before it is killed; at the least, those of one report. */
    private static final int MAX_LENGTH = 4 << 20;

    private final Random random = new Random(20_261_121);
    private final double[] recoveryMs = new double[KILLS];

    /** Of the directory at each level. */
    private final long[] tailPositions = new long[Durability.values().length];

    private long slots;
    private long greatestLength;

    @Test
    void keepsAllThatAKilledProcessHadReportedDurable(@TempDir final Path directory) throws Exception
    {
        for (int kill = 0; kill < KILLS; kill++)
        {
            final Durability durability = kill % 2 == 0 ? Durability.FLUSHED : Durability.WRITTEN;
            final Path home = directory.resolve("journal" + durability + kill / (2 * LIVES));
            final long[] reported = runAndKill(home, durability);
            check(home, durability, reported, kill);
        }
        Arrays.sort(recoveryMs);
        System.out.printf(
            "%d kills, %d slots reported durable are there. Recovery of up to %d MiB: median %.1f ms, worst %.1f ms%n",
            KILLS, slots, greatestLength >> 20, recoveryMs[KILLS / 2], recoveryMs[KILLS - 1]);
    }

    /** Position, slot and ballot that were reported last. */
    private long[] runAndKill(final Path home, final Durability durability) throws IOException, InterruptedException
    {
        final Process child = Children.start(JournalChild.class, home.toString(), durability.name());
        final long limit = tailPositions[durability.ordinal()] + random.nextInt(MAX_LENGTH);
        boolean isKilled = false;
        String last = null;
        try (BufferedReader lines = new BufferedReader(
            new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII)))
        {
            for (String line = lines.readLine(); line != null; line = lines.readLine())
            {
                // The last one may be cut.
                last = line.endsWith(".") ? line : last;
                if (!isKilled && positionOf(last) >= limit)
                {
                    isKilled = true;
                    // By its handle: the process itself would close the pipe, with reports still in it.
                    child.toHandle().destroyForcibly();
                }
            }
        }
        assertTrue(isKilled, "the process ended by itself");
        child.waitFor();
        return Arrays.stream(last.split(" ")).limit(3).mapToLong(Long::parseLong).toArray();
    }

    private static long positionOf(final String line)
    {
        return Long.parseLong(line.substring(0, line.indexOf(' ')));
    }

    private void check(final Path home, final Durability durability, final long[] reported, final int kill)
    {
        final DiskStorage storage = DiskStorage.open(home);
        final long startNs = System.nanoTime();
        final MappedJournal journal = MappedJournal.open(
            storage, JournalChild.config(durability), Journals.INCARNATION);
        final Replayed replayed = new Replayed(journal);
        journal.replay(replayed);
        recoveryMs[kill] = (System.nanoTime() - startNs) / 1e6;

        assertTrue(journal.tailPosition() >= reported[0], "kill " + kill + ": the journal is shorter");
        assertTrue(journal.lastSlot() >= reported[1], "kill " + kill + ": slots are gone");
        assertTrue(replayed.promisedBallot() >= reported[2], "kill " + kill + ": a promise is gone");
        for (long slot = 1; slot <= journal.lastSlot(); slot++)
        {
            assertEquals(
                Script.describe(Journals.entry(slot, 256, JournalChild.lengthOf(slot))),
                Journals.read(journal, slot));
        }
        slots += reported[1];
        greatestLength = Math.max(greatestLength, journal.tailPosition());
        tailPositions[durability.ordinal()] = kill / 2 % LIVES == LIVES - 1 ? 0 : journal.tailPosition();
        journal.close();
    }
}
