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
package io.synod.tools.cluster;

import java.util.List;

import io.synod.node.StatusClient.Answer;
import io.synod.transport.client.MemberStatus;

/** What one member says is wrong with itself. */
final class MemberDiagnosis
{
    private final String who;
    private final MemberStatus now;
    private final MemberStatus before;
    private final long decidedBefore;
    private final List<Symptom> symptoms;

    /**
     * Looks at one member.
     *
     * @param answer        of now, with a status.
     * @param before        its status then; null if it did not answer then.
     * @param decidedBefore sequence that any member knew decided then.
     * @param symptoms      to be added to.
     */
    MemberDiagnosis(
        final Answer answer, final MemberStatus before, final long decidedBefore, final List<Symptom> symptoms)
    {
        who = "member " + answer.address().memberId();
        now = answer.status();
        this.before = before;
        this.decidedBefore = decidedBefore;
        this.symptoms = symptoms;
    }

    void look()
    {
        lookAtDisk();
        lookAtLag();
        lookAtEntries();
        if (before != null && now.refusedFrames > before.refusedFrames)
        {
            symptoms.add(new Symptom(
                who + " refuses frames: " + (now.refusedFrames - before.refusedFrames) + " between two looks",
                "somebody sends what it does not understand, or must not: another version, another cluster name, a " +
                    "member whose directory is not the one that the others have met; or datagrams arrive damaged",
                "compare version, --cluster-name and --members of all"));
        }
    }

    private void lookAtDisk()
    {
        final boolean hasStood = before != null && now.durablePosition == before.durablePosition &&
            before.durablePosition < before.tailPosition;
        if (hasStood)
        {
            symptoms.add(new Symptom(
                "the disk of " + who + " stands still: " + StatusWords.bytes(now.tailPosition - now.durablePosition) +
                    " are written and not forced",
                "it vouches for nothing until the disk goes on; a leader steps down after timing.diskStallLimit",
                "look at the machine's disk: its errors, its load, what else uses it"));
        }
        if (now.isJournalFull)
        {
            symptoms.add(new Symptom(
                who + " has no room in its journal",
                "entries are refused, and clients wait, until the next file is made",
                "free disk space where its --dir is; if there is some, the disk is too slow for what is appended"));
        }
    }

    /** What was decided a look ago it should know by now. */
    private void lookAtLag()
    {
        final long lag = decidedBefore - now.decidedSequence;
        if (lag <= 0)
        {
            return;
        }
        final long moved = before == null ? 0 : now.decidedSequence - before.decidedSequence;
        symptoms.add(new Symptom(
            who + " is behind by " + StatusWords.number(lag) + " commands, and " +
                (moved > 0 ? "has learnt " + StatusWords.number(moved) + " between two looks" : "does not move"),
            "it is slower than the others, or has just come back; who reads from it reads old news; the others do " +
                "not wait for it",
            moved > 0 ? "ask again: it is catching up" :
                "look at its links below or above, at its disk and its processor"));
    }

    private void lookAtEntries()
    {
        if (now.faultySlots > 0)
        {
            symptoms.add(new Symptom(
                who + " has " + now.faultySlots + " damaged slots in its journal",
                "it fetches them from others; as long as they are missing it does not vouch for them",
                "'synod journal verify DIR/journal' names them; if they come again, the disk is failing"));
        }
        if (now.hasHole && before != null && before.hasHole && now.decidedThrough == before.decidedThrough)
        {
            symptoms.add(new Symptom(
                who + " lacks slots before those that it has, and gets none",
                "it cannot apply what comes after slot " + now.decidedThrough + " until others send what is missing",
                "somebody who has them must be reachable: start the other members"));
        }
    }
}
