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
package io.synod.simulator.check;

import java.util.List;

import org.agrona.collections.Long2LongHashMap;
import org.junit.jupiter.api.Test;

import io.synod.protocol.Ballot;
import io.synod.protocol.PromisePart;
import io.synod.quorum.Membership;
import io.synod.replica.Replica;
import io.synod.replica.ReplicaConfig;
import io.synod.testkit.DirectCluster;
import io.synod.testkit.MemoryJournal;
import io.synod.testkit.MemoryRecord;

import static io.synod.simulator.check.Records.B1;
import static io.synod.simulator.check.Records.B2;
import static io.synod.simulator.check.Records.B3;
import static io.synod.simulator.check.Records.accept;
import static io.synod.simulator.check.Records.promise;
import static io.synod.simulator.check.Records.violates;

/** Each thing that it watches about one member can go wrong: it is shown records that the member did not write. */
final class MemberCheckerTest
{
    private static final long SECOND_NS = 1_000_000_000L;

    private final Membership membership = Membership.ofVoters(1);
    private final ChosenLog chosen = new ChosenLog(membership);
    private final Long2LongHashMap runOfBallot = new Long2LongHashMap(0);
    private final MemberChecker checker =
        new MemberChecker(0, chosen, new OrderChecker(), runOfBallot, (memberId, view) -> {});

    /** A member that leads alone and has decided its first slots. */
    private DirectCluster alone()
    {
        final DirectCluster cluster = new DirectCluster(List.of(ReplicaConfig.defaults(0, membership)));
        cluster.run(SECOND_NS);
        return cluster;
    }

    private void showAll(final MemoryJournal journal)
    {
        journal.records().forEach(record -> wrote(checker, record));
    }

    private static void wrote(final MemberChecker checker, final MemoryRecord record)
    {
        checker.onAppend(record);
        checker.onDurable(record);
    }

    private static Replica empty(final Membership membership)
    {
        return new DirectCluster(List.of(ReplicaConfig.defaults(0, membership))).replica(0);
    }

    @Test
    void aMemberThatDoesAllWellIsLetAlone()
    {
        final DirectCluster cluster = alone();
        showAll(cluster.journal(0));
        checker.onStep(cluster.replica(0), cluster.journal(0));
        cluster.restart(0, cluster.journal(0).records().size());
        checker.onStart(cluster.replica(0));
    }

    @Test
    void i2FindsAPromiseThatFallsBetweenTwoSteps()
    {
        final DirectCluster cluster = alone();
        showAll(cluster.journal(0));
        checker.onStep(cluster.replica(0), cluster.journal(0));
        violates("I2", () -> checker.onStep(empty(membership), new MemoryJournal()));
    }

    @Test
    void i3FindsAnAcceptBelowTheDurablePromise()
    {
        checker.onDurable(promise(B2));
        violates("I3", () -> checker.onAppend(accept(B1, 1, B1)));
        checker.onAppend(accept(B2, 1, B2));
    }

    @Test
    void i4FindsABallotUsedInTwoLives()
    {
        final DirectCluster cluster = alone();
        showAll(cluster.journal(0));
        final long ballot = cluster.replica(0).view().promisedBallot();
        cluster.restart(0, cluster.journal(0).records().size());
        checker.onStart(cluster.replica(0));
        checker.usesBallot(ballot);
        checker.usesBallot(ballot);
        checker.onStart(cluster.replica(0));
        violates("I4", () -> checker.usesBallot(ballot));
    }

    @Test
    void i6FindsABallotUsedBeforeItIsDurable()
    {
        violates("I6", () -> checker.usesBallot(B1));
    }

    @Test
    void i6FindsAPromiseThatIsNotDurable()
    {
        final PromisePart part = new PromisePart().summary(Ballot.NONE, 1, 0, 0, 1).range(1, 1, true);
        violates("I6", () -> checker.onSendPromise(B1, part));
        checker.onDurable(promise(B1));
        checker.onSendPromise(B1, part);
    }

    @Test
    void i6FindsAPromiseThatSpeaksOfMoreThanIsDurable()
    {
        wrote(checker, accept(B1, 1, B1));
        checker.onDurable(promise(B2));
        checker.onSendPromise(B2, new PromisePart().summary(B1, 1, 1, 0, 1).range(1, 1, true));
        violates("I6", () -> checker.onSendPromise(
            B2, new PromisePart().summary(B1, 1, 2, 0, 1).range(1, 1, true)));
    }

    @Test
    void i6FindsAnAcceptedThatIsNotDurable()
    {
        checker.onAppend(accept(B1, 1, B1));
        violates("I6", () -> checker.onSendAccepted(B1, 1));
        checker.onDurable(accept(B1, 1, B1));
        checker.onSendAccepted(B1, 1);
        violates("I6", () -> checker.onSendAccepted(B1, 2));
    }

    @Test
    void i6FindsAnAcceptedOfHalfARecovery()
    {
        wrote(checker, accept(B1, 1, B1));
        wrote(checker, accept(B3, 1, B1, 1, 2));
        violates("I6", () -> checker.onSendAccepted(B3, 1));
        wrote(checker, accept(B3, 2, B3, 1, 2));
        checker.onSendAccepted(B3, 2);
    }

    @Test
    void i9FindsADecisionOfWhatNobodyChose()
    {
        final DirectCluster cluster = alone();
        final ChosenLog ofThree = new ChosenLog(Membership.ofVoters(3));
        final MemberChecker other =
            new MemberChecker(0, ofThree, new OrderChecker(), runOfBallot, (memberId, view) -> {});
        cluster.journal(0).records().forEach(record -> wrote(other, record));
        violates("I9", () -> other.onStep(cluster.replica(0), cluster.journal(0)));
    }

    @Test
    void i9FindsADecisionOfWhatIsNotHeld()
    {
        final DirectCluster cluster = alone();
        showAll(cluster.journal(0));
        violates("I9", () -> checker.onStep(cluster.replica(0), new MemoryJournal()));
    }

    @Test
    void i11FindsAPromiseThatIsForgotten()
    {
        checker.onDurable(promise(B1));
        violates("I11", () -> checker.onStart(empty(membership)));
    }

    @Test
    void i11FindsAChainThatIsAnotherAfterARestart()
    {
        final DirectCluster cluster = alone();
        showAll(cluster.journal(0));
        final long ballot = cluster.replica(0).view().promisedBallot();
        final long next = cluster.replica(0).view().acceptedThrough() + 1;
        wrote(checker, accept(ballot, next, ballot));
        cluster.restart(0, cluster.journal(0).records().size());
        violates("I11", () -> checker.onStart(cluster.replica(0)));
    }
}
