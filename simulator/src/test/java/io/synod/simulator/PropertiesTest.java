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
package io.synod.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.synod.protocol.ConfigException;
import io.synod.quorum.Quorum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The promises of the textbooks by their names: consensus and total order broadcast (Cachin, Guerraoui, Rodrigues:
 * "Introduction to Reliable and Secure Distributed Programming" 3, 5 and 6), and Raft's five (Ongaro and Ousterhout
 * 2014, figure 3) in the words of this project. Each is a predicate on a history: it holds on those that chance makes,
 * and does not on one that is made to break it.
 */
final class PropertiesTest
{
    private static final int SEEDS = Boolean.getBoolean("synod.short") ? 4 : 12;
    private static final List<RandomHistory> HISTORIES = new ArrayList<>();

    private static List<RandomHistory> histories()
    {
        if (HISTORIES.isEmpty())
        {
            LongStream.rangeClosed(1, SEEDS).forEach(
                seed -> HISTORIES.add(new RandomHistory(seed, seed % 3 == 0 ? 5 : 3)));
        }
        return HISTORIES;
    }

    private static void holdsInAll(final Predicate<RandomHistory> property)
    {
        for (int i = 0; i < histories().size(); i++)
        {
            assertTrue(property.test(histories().get(i)), "seed " + (i + 1));
        }
    }

    // The predicates.

    private static boolean agree(final List<List<String>> lives)
    {
        return lives.stream().allMatch(one -> lives.stream().allMatch(other ->
        {
            final int both = Math.min(one.size(), other.size());
            return one.subList(0, both).equals(other.subList(0, both));
        }));
    }

    private static List<String> commands(final List<String> life)
    {
        return life.stream().filter(value -> value.startsWith("c")).toList();
    }

    private static boolean hasNoDuplicate(final List<String> life)
    {
        return new HashSet<>(commands(life)).size() == commands(life).size();
    }

    private static boolean isOffered(final List<String> life, final Set<String> offered)
    {
        return offered.containsAll(commands(life));
    }

    private static boolean isPrefixOfOrder(final List<String> life)
    {
        final List<String> commands = commands(life);
        return LongStream.rangeClosed(1, commands.size()).allMatch(i -> commands.get((int)i - 1).equals("c" + i));
    }

    private static boolean isComplete(
        final Map<Long, Map<Long, String>> chains, final Map<Long, Long> decidedAt, final List<String> order)
    {
        return decidedAt.entrySet().stream().allMatch(decided -> chains.entrySet().stream().allMatch(leader ->
            leader.getKey() <= decided.getValue() ||
                order.get((int)(decided.getKey() - 1)).equals(leader.getValue().get(decided.getKey()))));
    }

    // Consensus, and the case of one slot.

    @Test
    void uniformAgreementNoTwoMembersDecideDifferentlyNotEvenOneThatHasDied()
    {
        holdsInAll(history -> agree(history.lives));

        assertFalse(agree(List.of(List.of("c1", "c2"), List.of("c1", "c3"))));
        assertTrue(agree(List.of(List.of("c1", "c2"), List.of("c1"), List.of())));
    }

    @Test
    void integrityNoSlotIsDecidedTwiceInALife()
    {
        holdsInAll(history -> history.lives.stream().noneMatch(life -> life.contains("nothing")));
        holdsInAll(history -> history.values.values().stream().allMatch(values -> values.size() == 1));
    }

    @Test
    void validityWhatIsDecidedWasProposed()
    {
        holdsInAll(history -> history.lives.stream().allMatch(life -> isOffered(life, history.offered)));

        assertFalse(isOffered(List.of("c1", "kind 2 of 1.0", "c9"), Set.of("c1")));
    }

    @Test
    void terminationWhenAllIsCalmEveryoneDecidesAll()
    {
        holdsInAll(history -> history.last.stream().allMatch(life -> commands(life).size() == history.offered.size()));
        holdsInAll(history -> history.offered.size() > 20 && history.leaders.size() > 1);
    }

    @Test
    void singleDecreePaxosIsTheCaseOfOneSlot()
    {
        for (final RandomHistory history : histories())
        {
            assertEquals(1, history.lives.stream().filter(life -> !life.isEmpty()).map(life -> life.get(0)).distinct()
                .count());
            assertTrue(history.chains.values().stream().map(chain -> chain.get(1L)).distinct().count() >= 1);
        }
    }

    // Reliable broadcast and total order.

    @Test
    void broadcastValidityWhatAClientIsToldIsDelivered()
    {
        holdsInAll(history -> history.last.stream().allMatch(life -> life.containsAll(history.acknowledged)));
    }

    @Test
    void broadcastNoDuplication()
    {
        holdsInAll(history -> history.lives.stream().allMatch(PropertiesTest::hasNoDuplicate));

        assertFalse(hasNoDuplicate(List.of("c1", "c2", "c1")));
    }

    @Test
    void broadcastNoCreation()
    {
        validityWhatIsDecidedWasProposed();
    }

    @Test
    void broadcastAgreementWhatOneDeliversAllDeliver()
    {
        holdsInAll(history -> history.lives.stream().allMatch(
            life -> history.last.stream().allMatch(other -> other.containsAll(commands(life)))));
    }

    @Test
    void totalOrderAllDeliverInTheSameOrderAndEachClientInItsOwn()
    {
        holdsInAll(history -> agree(history.lives.stream().map(PropertiesTest::commands).toList()));
        holdsInAll(history -> history.lives.stream().allMatch(PropertiesTest::isPrefixOfOrder));

        assertFalse(isPrefixOfOrder(List.of("c2", "c1")));
        assertFalse(isPrefixOfOrder(List.of("c1", "c3")));
    }

    // Raft's five.

    @Test
    void electionSafetyABallotHasOneLeader()
    {
        holdsInAll(history -> history.leaders.entrySet().stream().allMatch(entry ->
            entry.getValue().equals(Set.of((int)(entry.getKey() & 0xFF)))));
    }

    @Test
    void leaderAppendOnlyALeaderNeverChangesItsChain()
    {
        for (final RandomHistory history : histories())
        {
            assertEquals(List.of(), history.overwritten);
        }
    }

    @Test
    void logMatchingABallotAndASlotNameAValue()
    {
        holdsInAll(history -> history.values.values().stream().allMatch(values -> values.size() == 1));
    }

    @Test
    void leaderCompletenessWhatIsDecidedIsInTheChainOfEveryLaterLeader()
    {
        holdsInAll(history -> isComplete(history.chains, history.decidedAt, history.last.get(0)));

        assertFalse(isComplete(Map.of(2L, Map.of(1L, "c2")), Map.of(1L, 1L), List.of("c1")));
        assertFalse(isComplete(Map.of(2L, Map.of()), Map.of(1L, 1L), List.of("c1")));
        assertTrue(isComplete(Map.of(2L, Map.of(1L, "c1"), 1L, Map.of()), Map.of(1L, 1L), List.of("c1")));
    }

    @Test
    void stateMachineSafetyNoTwoMembersApplyDifferentCommandsAtASlot()
    {
        uniformAgreementNoTwoMembersDecideDifferentlyNotEvenOneThatHasDied();
    }

    // Quorums.

    @Test
    void anyTwoQuorumsOfBothPhasesMeet()
    {
        for (int n = 1; n <= 9; n++)
        {
            for (int q1 = 1; q1 <= n; q1++)
            {
                for (int q2 = 1; q2 <= n; q2++)
                {
                    checkQuorum(n, q1, q2);
                }
            }
            checkQuorum(n, Quorum.majority(n).phase1(), Quorum.majority(n).phase2());
        }
    }

    /** Two sets of these sizes that do not meet exist among {@code n} exactly if both fit side by side. */
    private static void checkQuorum(final int n, final int q1, final int q2)
    {
        boolean canMiss = false;
        for (int one = 0; one < 1 << n; one++)
        {
            canMiss |= Integer.bitCount(one) == q1 && n - Integer.bitCount(one) >= q2;
        }
        if (canMiss)
        {
            assertThrows(ConfigException.class, () -> new Quorum(n, q1, q2));
        }
        else
        {
            assertEquals(q1, new Quorum(n, q1, q2).phase1());
        }
    }
}
