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

import org.junit.jupiter.api.Test;

import io.synod.node.StatusClient.Answer;
import io.synod.node.StatusClient.Reach;
import io.synod.protocol.Ballot;
import io.synod.transport.aeron.MemberAddress;
import io.synod.transport.client.MemberStatus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the doctor makes of what it is told. */
final class DiagnosisTest
{
    private static final int FOLLOWER = 0;
    private static final int CANDIDATE = 1;
    private static final int LEADER = 2;
    private static final long EVERYBODY = 0b111;

    @Test
    void findsNothingInAHealthyCluster()
    {
        assertEquals(List.of(), Diagnosis.of(healthy(), healthy()));
    }

    @Test
    void saysWhyNobodyLeads()
    {
        final List<Answer> alone = List.of(answer(0, status(CANDIDATE)), dead(1), dead(2));
        final List<Symptom> symptoms = Diagnosis.of(alone, alone);
        assertEquals("no member leads", symptoms.get(0).found());
        assertTrue(symptoms.get(0).means().startsWith("1 of 3 members are there, and it takes 2"), symptoms.toString());

        final List<Answer> forming =
            List.of(silent(0), silent(1), dead(2));
        assertTrue(Diagnosis.of(forming, forming).get(0).means().contains("all its members have to meet"));

        final List<Answer> candidates = healthy();
        candidates.get(2).status().role = CANDIDATE;
        final List<Answer> later = healthy();
        later.get(2).status().role = CANDIDATE;
        later.get(2).status().campaigns = 4;
        assertTrue(Diagnosis.of(candidates, later).get(0).means().startsWith("there were 4 campaigns"));
    }

    @Test
    void countsMembersThatWereNotAsked()
    {
        final List<Answer> leaderAlone = List.of(healthy().get(2));
        assertEquals(List.of("members 0, 1 were not asked: the cluster has members 0, 1, 2"),
            found(Diagnosis.of(leaderAlone, leaderAlone)));
        final List<Answer> followerAlone = List.of(healthy().get(0));
        assertEquals(List.of("members 1, 2 were not asked: the cluster has members 0, 1, 2"),
            found(Diagnosis.of(followerAlone, followerAlone)));

        final List<Answer> lastOne = List.of(answer(0, status(CANDIDATE)));
        lastOne.get(0).status().leaderBallot = Ballot.NONE;
        for (int id = 1; id < 3; id++)
        {
            lastOne.get(0).status().peers.set(id, new MemberStatus.Peer(id, false, 0, Ballot.NONE, 0, 0));
        }
        final List<Symptom> symptoms = Diagnosis.of(lastOne, lastOne);
        assertEquals("the others do not hear 1, 2: dead, or cut off", symptoms.get(0).means());
        assertTrue(symptoms.get(1).means().startsWith("1 of 3 members are there, and it takes 2"), symptoms.toString());
    }

    @Test
    void namesWhoIsNoMember()
    {
        final List<Answer> answers = healthy();
        answers.add(dead(7));
        assertEquals(List.of("member 7 is in --members, and not in the cluster: the cluster has members 0, 1, 2"),
            found(Diagnosis.of(answers, answers)));
    }

    @Test
    void suspectsARefusalIfAllAreSilent()
    {
        final List<Answer> silent = List.of(silent(0), silent(1), silent(2));
        final List<Symptom> symptoms = Diagnosis.of(silent, silent);
        assertEquals(List.of("3 of 3 members are there, and none of them answers"), found(symptoms));
        assertTrue(symptoms.get(0).means().startsWith("they may refuse this client"), symptoms.toString());
        assertTrue(symptoms.get(0).remedy().startsWith("compare --cluster-name"), symptoms.toString());
    }

    @Test
    void suspectsARefusalIfOthersHearWhoIsSilent()
    {
        final List<Answer> answers = healthy();
        answers.set(0, silent(0));
        final List<Symptom> symptoms = Diagnosis.of(answers, answers);
        assertEquals(List.of("member 0 at 127.0.0.1:20110 is there, and says nothing"), found(symptoms));
        assertTrue(symptoms.get(0).means().startsWith("other members hear it, so it runs"), symptoms.toString());
    }

    @Test
    void namesTheLinkThatIsOneWay()
    {
        final List<Answer> answers = healthy();
        hears(answers.get(0).status(), 0, 0b011);
        final List<Symptom> symptoms = Diagnosis.of(healthy(), answers);
        assertEquals(1, symptoms.size(), symptoms.toString());
        assertEquals("the link between members 0 and 2 is one-way: 2 hears 0, but 0 does not hear 2",
            symptoms.get(0).found());
    }

    @Test
    void namesTheLinkThatIsCut()
    {
        final List<Answer> answers = healthy();
        hears(answers.get(0).status(), 0, 0b011);
        hears(answers.get(2).status(), 2, 0b110);
        assertEquals(List.of("members 0 and 2 do not hear each other"), found(Diagnosis.of(healthy(), answers)));
    }

    @Test
    void namesTheDiskThatStandsStill()
    {
        final List<Answer> answers = healthy();
        answers.get(1).status().durablePosition = 1000;
        assertEquals(List.of("the disk of member 1 stands still: 3.0 KiB are written and not forced"),
            found(Diagnosis.of(answers, answers)));
    }

    @Test
    void namesWhoIsBehindAndWhetherItMoves()
    {
        final List<Answer> before = healthy();
        before.get(1).status().decidedSequence = 50;
        final List<Answer> now = healthy();
        now.get(1).status().decidedSequence = 70;
        assertEquals(List.of("member 1 is behind by 30 commands, and has learnt 20 between two looks"),
            found(Diagnosis.of(before, now)));
        assertEquals(List.of("member 1 is behind by 50 commands, and does not move"),
            found(Diagnosis.of(before, before)));
    }

    @Test
    void namesWhatIsDamagedMissingOrFull()
    {
        final List<Answer> answers = healthy();
        final MemberStatus status = answers.get(0).status();
        status.faultySlots = 2;
        status.hasHole = true;
        status.isJournalFull = true;
        assertEquals(List.of(
            "member 0 has no room in its journal",
            "member 0 has 2 damaged slots in its journal",
            "member 0 lacks slots before those that it has, and gets none"), found(Diagnosis.of(answers, answers)));
    }

    @Test
    void noticesChangesOfLeadershipAndOtherSettings()
    {
        final List<Answer> now = healthy();
        now.get(2).status().role = FOLLOWER;
        now.get(1).status().role = LEADER;
        now.get(1).status().leaderBallot = Ballot.pack(4, 1);
        now.get(0).status().durability = 2;
        now.get(0).status().refusedFrames = 5;
        assertEquals(List.of(
            "leadership went from member 2 to member 1 between two looks",
            "member 0 refuses frames: 5 between two looks",
            "the members differ in durability: written on 0, flushed on the others"),
            found(Diagnosis.of(healthy(), now)));
    }

    private static List<String> found(final List<Symptom> symptoms)
    {
        return symptoms.stream().map(Symptom::found).toList();
    }

    private static List<Answer> healthy()
    {
        final List<Answer> answers = new ArrayList<>();
        for (int id = 0; id < 3; id++)
        {
            answers.add(answer(id, status(id == 2 ? LEADER : FOLLOWER)));
        }
        return answers;
    }

    private static MemberStatus status(final int role)
    {
        final MemberStatus status = new MemberStatus();
        status.role = role;
        status.durability = 1;
        status.leaderBallot = Ballot.pack(3, 2);
        status.decidedSequence = 100;
        status.decidedThrough = 10;
        status.tailPosition = 4096;
        status.durablePosition = 4096;
        for (int id = 0; id < 3; id++)
        {
            status.peers.add(new MemberStatus.Peer(id, true, EVERYBODY, status.leaderBallot, 10, 10));
        }
        return status;
    }

    private static void hears(final MemberStatus status, final int ownId, final long members)
    {
        status.peers.set(ownId, new MemberStatus.Peer(ownId, true, members, status.leaderBallot, 10, 10));
    }

    private static Answer answer(final int memberId, final MemberStatus status)
    {
        return new Answer(address(memberId), Reach.ANSWERED, status);
    }

    private static Answer dead(final int memberId)
    {
        return new Answer(address(memberId), Reach.NOBODY, null);
    }

    private static Answer silent(final int memberId)
    {
        return new Answer(address(memberId), Reach.SILENT, null);
    }

    private static MemberAddress address(final int memberId)
    {
        return new MemberAddress(memberId, "127.0.0.1", 20_110 + 10 * memberId);
    }
}
