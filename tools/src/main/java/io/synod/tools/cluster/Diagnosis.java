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

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

import io.synod.node.StatusClient.Answer;
import io.synod.node.StatusClient.Reach;
import io.synod.protocol.Role;
import io.synod.transport.client.MemberStatus;

/** What is wrong with a cluster, seen from two looks at it, some time apart. Pure. */
final class Diagnosis
{
    private final List<Answer> before;
    private final List<Answer> now;
    private final List<Symptom> symptoms = new ArrayList<>();
    private final Roster roster;

    private Diagnosis(final List<Answer> before, final List<Answer> now)
    {
        this.before = before;
        this.now = now;
        roster = new Roster(now);
    }

    /**
     * Compares two looks.
     *
     * @param before answers of all members that were asked, by rising id.
     * @param now    of the same members, in the same order.
     * @return what is wrong, the gravest first; empty if nothing is.
     */
    static List<Symptom> of(final List<Answer> before, final List<Answer> now)
    {
        final Diagnosis diagnosis = new Diagnosis(before, now);
        diagnosis.roster.look(diagnosis.symptoms);
        if (diagnosis.isRefused())
        {
            diagnosis.symptoms.add(diagnosis.refused());
        }
        else
        {
            diagnosis.lookAtLeadership();
        }
        now.stream().filter(answer -> answer.status() == null).forEach(diagnosis::lookAtSilence);
        new LinkDiagnosis(now, diagnosis.symptoms).look();
        for (int i = 0; i < now.size(); i++)
        {
            if (now.get(i).status() != null)
            {
                new MemberDiagnosis(now.get(i), before.get(i).status(), StatusWords.decidedSequence(before),
                    diagnosis.symptoms).look();
            }
        }
        diagnosis.lookAtDurability();
        return diagnosis.symptoms;
    }

    /** Whether those who are there say nothing, all of them: that need not be the cluster's state. */
    private boolean isRefused()
    {
        return roster.present() > 0 && roster.answering() == 0;
    }

    private Symptom refused()
    {
        return new Symptom(
            roster.present() + " of " + now.size() + " members are there, and none of them answers",
            "they may refuse this client; or they have not met each other yet: before a cluster's first election all " +
                "its members have to meet",
            "compare --cluster-name, the ids in --members and the version with theirs, and see that they reach " +
                "--response-host; else start all members: each says for whom it waits");
    }

    private void lookAtLeadership()
    {
        final long leaders = now.stream()
            .filter(answer -> answer.status() != null && answer.status().role == Role.LEADER.ordinal()).count();
        if (leaders == 0 && !roster.isLedByOneNotAsked())
        {
            symptoms.add(noLeader());
        }
        else if (leaders > 1)
        {
            symptoms.add(new Symptom(
                leaders + " members say that they lead",
                "only the one with the greatest ballot gets anything decided; the others are cut off, and step down " +
                    "when they notice",
                "if it stays so, look at the links between them"));
        }
        final Answer then = StatusWords.leader(before);
        final Answer leader = StatusWords.leader(now);
        if (then != null && leader != null && then.status().leaderBallot != leader.status().leaderBallot)
        {
            symptoms.add(new Symptom(
                "leadership went from member " + then.address().memberId() + " to member " +
                    leader.address().memberId() + " between two looks",
                "each change costs clients a few hundred milliseconds",
                "if it happens often: processors or disks stall longer than timing.leaderTimeout; raise it, or mend " +
                    "what stalls"));
        }
    }

    private Symptom noLeader()
    {
        final int quorum = roster.quorum();
        final int answering = roster.answering();
        final int present = roster.present();
        final String found = "no member leads";
        if (present < quorum)
        {
            return new Symptom(found,
                present + " of " + roster.size() + " members are there, and it takes " + quorum +
                    ": nothing can be appended; what is decided can still be read",
                "start the others, with the directories that they had");
        }
        if (answering < quorum)
        {
            return new Symptom(found,
                "only " + answering + " members take part, and it takes " + quorum +
                    "; before a cluster's first election all its members have to meet",
                "start all members; each says for whom it waits");
        }
        final long campaigns = campaignsOf(now) - campaignsOf(before);
        return new Symptom(found,
            campaigns > 0 ? "there were " + campaigns + " campaigns meanwhile, and none was won" :
                "nobody campaigns at the moment: an election is about to begin, or nobody hears a quorum",
            "ask again; if it stays so, look at the links below, and at disks that stand still");
    }

    private static long campaignsOf(final List<Answer> answers)
    {
        return answers.stream().filter(answer -> answer.status() != null)
            .mapToLong(answer -> answer.status().campaigns).sum();
    }

    private void lookAtSilence(final Answer answer)
    {
        if (roster.isStranger(answer) || answer.reach() == Reach.SILENT && isRefused())
        {
            return;
        }
        final String who = "member " + answer.address().memberId() + " at " + answer.address().endpoint();
        if (roster.isHeard(answer))
        {
            symptoms.add(new Symptom(
                who + (answer.reach() == Reach.NOBODY ? " does not answer" : " is there, and says nothing"),
                "other members hear it, so it runs; but UDP between here and there is cut, or it refuses this client",
                "compare its id and address in --members with what it was started with, and see that it reaches " +
                    "--response-host"));
        }
        else if (answer.reach() == Reach.NOBODY)
        {
            symptoms.add(new Symptom(
                who + " does not answer",
                "its process does not run, or UDP between here and there is cut; the others go on as long as they " +
                    "are " + roster.quorum(),
                "look there: 'synod status --dir DIR' says whether it runs; start it with the directory it had"));
        }
        else
        {
            symptoms.add(new Symptom(
                who + " is there, and says nothing",
                "it waits for members that it has not met, or refuses this client, or its process stands still",
                "its output says for whom it waits; 'synod status --dir DIR' there says more"));
        }
    }

    private void lookAtDurability()
    {
        final StringJoiner written = new StringJoiner(", ");
        int flushed = 0;
        for (final Answer answer : now)
        {
            final MemberStatus status = answer.status();
            if (status != null && status.durability == 1)
            {
                flushed++;
            }
            else if (status != null)
            {
                written.add(Integer.toString(answer.address().memberId()));
            }
        }
        if (flushed > 0 && written.length() > 0)
        {
            symptoms.add(new Symptom(
                "the members differ in durability: written on " + written + ", flushed on the others",
                "an acknowledgement promises what the weakest of a quorum has done",
                "start all with the same --durability"));
        }
    }
}
