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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import org.agrona.collections.Long2LongHashMap;
import org.agrona.concurrent.UnsafeBuffer;

import io.synod.protocol.BatchDescriptor;
import io.synod.protocol.ConfigException;
import io.synod.protocol.Proposal;
import io.synod.quorum.Membership;
import io.synod.quorum.Quorum;
import io.synod.replica.Replica;
import io.synod.replica.ReplicaConfig;
import io.synod.role.Limits;
import io.synod.simulator.check.ChosenLog;
import io.synod.simulator.check.MemberChecker;
import io.synod.simulator.check.OrderChecker;

/**
 * Members in one thread of which nothing happens by itself: a message arrives when it is delivered, a record is durable
 * when it is forced, time stands still until it is let run. The checkers watch every step.
 */
final class ScriptedCluster
{
    private static final long STEP_NS = 1_000_000L;
    private static final long MOMENT_NS = 100_000L;
    private static final int MAX_DUTY_CYCLES = 100;
    private static final long START_NS = 1_000_000_000L;
    private static final Limits LIMITS = new Limits(64, 1 << 20, 4096, 1024, 16, 16, 16, 1 << 20);

    private final Consumer<String> story;
    private final List<ScriptedMember> members = new ArrayList<>();
    /** On their way, in the order of sending; of heartbeats only the last one of each link. */
    private final List<Letter> letters = new ArrayList<>();
    private final List<Letter> posted = new ArrayList<>();
    private final Map<String, Long> sessions = new LinkedHashMap<>();
    private final Map<String, List<String>> requests = new LinkedHashMap<>();
    private String nextLost = "";
    private long nowNs = START_NS;

    /**
     * Members that start with empty journals.
     *
     * @param voters   number of them.
     * @param phase1   quorum.
     * @param phase2   quorum.
     * @param learners number of members that do not vote.
     * @param story    told of all that happens.
     * @throws ConfigException if the quorums do not intersect.
     */
    ScriptedCluster(
        final int voters, final int phase1, final int phase2, final int learners, final Consumer<String> story)
    {
        this.story = story;
        final long voterBits = (1L << voters) - 1;
        final long learnerBits = ((1L << learners) - 1) << voters;
        final Membership membership =
            new Membership(1, voterBits, learnerBits, new Quorum(voters, phase1, phase2));
        final ChosenLog chosen = new ChosenLog(membership);
        final OrderChecker order = new OrderChecker();
        final Map<Long, String> taken = new HashMap<>();
        final Long2LongHashMap runOfBallot = new Long2LongHashMap(0);
        for (int i = 0; i < voters + learners; i++)
        {
            final ReplicaConfig config =
                ReplicaConfig.defaults(i, membership).withLimits(LIMITS).withSeed(i + 1);
            final MemberChecker checker =
                new MemberChecker(i, chosen, order, runOfBallot, (memberId, view) -> {});
            members.add(new ScriptedMember(config, checker, taken, this::post, story));
        }
        for (final ScriptedMember member : members)
        {
            work(member);
        }
        finish();
    }

    private void post(final Letter letter)
    {
        if (letter.type().equals(nextLost))
        {
            story.accept("lost: " + letter);
            nextLost = "";
        }
        else if (letter.isHeartbeat())
        {
            letters.removeIf(old -> old.isHeartbeat() && old.isOn(letter.from(), letter.to()));
            letters.add(letter);
        }
        else
        {
            posted.add(letter);
            letters.add(letter);
        }
    }

    // Machines.

    void campaign(final int memberId)
    {
        input(memberId, replica -> replica.campaign() ? 1 : 0);
    }

    void force(final int memberId, final int count)
    {
        members.get(memberId).force(count);
        work(members.get(memberId));
    }

    void crash(final int memberId, final int kept)
    {
        members.get(memberId).crash(kept);
    }

    void start(final int memberId)
    {
        members.get(memberId).start();
        work(members.get(memberId));
    }

    /** A moment later, so that what waits for an accept to carry it goes alone. */
    private void work(final ScriptedMember member)
    {
        nowNs += MOMENT_NS;
        long workCount = 1;
        for (int i = 0; i < MAX_DUTY_CYCLES && workCount > 0; i++)
        {
            workCount = member.ask(replica -> replica.doWork(nowNs, nowNs));
        }
    }

    private long input(final int memberId, final ToLongFunction<Replica> input)
    {
        final long answer = members.get(memberId).ask(input);
        work(members.get(memberId));
        return answer;
    }

    // Messages.

    /**
     * Letters that a script means.
     *
     * @param type  of them; {@code all} for any but heartbeats.
     * @param from  sender.
     * @param to    receiver.
     * @param words that their texts must have.
     * @return in the order of sending.
     */
    List<Letter> find(final String type, final int from, final int to, final List<String> words)
    {
        return letters.stream()
            .filter(letter -> letter.isOn(from, to))
            .filter(letter -> type.equals("all") ? !letter.isHeartbeat() : letter.isMeant(type, words))
            .toList();
    }

    List<Letter> letters()
    {
        return letters;
    }

    void lose(final String type)
    {
        nextLost = type;
    }

    void drop(final Letter letter)
    {
        letters.remove(letter);
    }

    void deliver(final Letter letter)
    {
        final ScriptedMember receiver = members.get(letter.to());
        receiver.step(() -> letter.delivery().accept(receiver.replica().inbox()));
        work(receiver);
    }

    /**
     * All that is on its way between some members arrives, and all they write is forced, until nothing more happens.
     *
     * @param who ids.
     */
    void flow(final List<Integer> who)
    {
        boolean goesOn = true;
        while (goesOn)
        {
            goesOn = false;
            for (final int memberId : who)
            {
                if (members.get(memberId).isForceDue())
                {
                    force(memberId, Integer.MAX_VALUE);
                    goesOn = true;
                }
            }
            for (final Letter letter : List.copyOf(letters))
            {
                if (who.contains(letter.from()) && who.contains(letter.to()) && letters.remove(letter))
                {
                    deliver(letter);
                    goesOn = true;
                }
            }
        }
    }

    /**
     * Time passes for some members; what they send to others is lost, what was on its way before is held up.
     *
     * @param durationMs how long.
     * @param who        ids.
     */
    void run(final long durationMs, final List<Integer> who)
    {
        final List<Letter> held = letters.stream().filter(letter -> !letter.isHeartbeat()).toList();
        letters.clear();
        for (long i = 0; i < durationMs; i++)
        {
            nowNs += STEP_NS;
            who.forEach(memberId -> work(members.get(memberId)));
            flow(who);
        }
        letters.clear();
        letters.addAll(held);
    }

    // Clients.

    void open(final int memberId, final String session)
    {
        final long answer = input(memberId, Replica::openSession);
        sessions.put(session, answer);
        requests.put(session, new ArrayList<>());
        answer(session, "session", answer);
    }

    /** Each name of a command is one request of its session: the second time it is a retry. */
    void offer(final int memberId, final String session, final String command)
    {
        final List<String> known = requests.computeIfAbsent(session, name -> new ArrayList<>());
        if (!known.contains(command))
        {
            known.add(command);
        }
        final long requestId = known.indexOf(command) + 1L;
        final UnsafeBuffer buffer = new UnsafeBuffer(Names.command(command));
        answer(command, "sequence", input(memberId, replica -> replica.offer(
            sessions.getOrDefault(session, 0L), requestId, buffer, 0, Names.COMMAND_LENGTH)));
    }

    void close(final int memberId, final String session)
    {
        answer(session, "closed in slot", input(memberId, replica -> replica.closeSession(
            sessions.get(session), BatchDescriptor.CLOSED)));
    }

    void transfer(final int memberId, final int to)
    {
        answer("hand-over", "after slot", input(memberId, replica -> replica.transferLeadership(to)));
    }

    private void answer(final String what, final String meaning, final long answer)
    {
        story.accept(what + ": " + (answer > 0 ? meaning + " " + answer : refusal(answer)));
    }

    private static String refusal(final long answer)
    {
        if (answer == Proposal.NOT_LEADER)
        {
            return "NOT_LEADER";
        }
        if (answer == Proposal.SESSION_UNKNOWN)
        {
            return "SESSION_UNKNOWN";
        }
        if (answer == Proposal.REQUEST_GAP)
        {
            return "REQUEST_GAP";
        }
        return answer == Proposal.HANDING_OVER ? "HANDING_OVER" : "refused with " + answer;
    }

    // What is told.

    int memberCount()
    {
        return members.size();
    }

    String describe(final int memberId)
    {
        return members.get(memberId).describe();
    }

    /** A command is over: tells what has changed and what has been sent. */
    void tell()
    {
        members.forEach(ScriptedMember::tell);
        posted.forEach(letter -> story.accept(letter.toString()));
        posted.clear();
    }

    /** A command is over that sends so much that only what has changed is told. */
    void finish()
    {
        posted.clear();
        members.forEach(ScriptedMember::tell);
    }
}
