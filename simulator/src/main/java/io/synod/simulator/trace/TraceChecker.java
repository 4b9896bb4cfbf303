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
package io.synod.simulator.trace;

import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.synod.protocol.Ballot;

/**
 * Reads a trace line by line and keeps the state of the model beside it: for each line the model's action of that name
 * has to be enabled, and what later lines say has to agree with what it did. The first line has to be Options.
 *
 * <p>A line that tells of knowledge (Decide, Learn, Lead) comes when the member's step is over, and not at all if the
 * member crashed within it. So other lines of the step may come before it, and the messages of that step may tell of
 * more: both are allowed for, no further than the model allows the step.
 */
public final class TraceChecker implements Consumer<String>
{
    private final TracedCluster state = new TracedCluster();
    private TraceLine options;
    private long lineNumber;

    /**
     * Takes the next line.
     *
     * @param text a line, without its end.
     * @throws TraceDeviation if the model does not allow it.
     */
    @Override
    public void accept(final String text)
    {
        lineNumber++;
        try
        {
            take(TraceLine.parse(text));
        }
        catch (final TraceDeviation found)
        {
            throw found.at(lineNumber, text);
        }
    }

    /**
     * How many lines were read.
     *
     * @return the number of the last one.
     */
    public long lineNumber()
    {
        return lineNumber;
    }

    private void take(final TraceLine line)
    {
        state.nowNs(line.timeNs());
        if (options == null)
        {
            TraceDeviation.unless("Options".equals(line.action()), "the first line is Options", "action",
                line.action());
            options = line;
        }
        else if (!isFault(line.action()))
        {
            final long everyone = options.get("voters") | options.get("learners");
            final boolean isId = line.get("m") >= 0 && line.get("m") <= Ballot.MAX_MEMBER_ID;
            TraceDeviation.unless(isId && (everyone >>> line.member() & 1) != 0, "a member is one of the membership",
                "member", line.member());
            act(state.member(line.member()), line);
        }
    }

    private void act(final TracedMember member, final TraceLine line)
    {
        TraceDeviation.unless(member.isAlive() || "Start".equals(line.action()) || "Crash".equals(line.action()),
            "a member that is down does nothing", "member", member);
        switch (line.action())
        {
            case "Campaign" -> campaign(member, TraceRecord.of(line));
            case "Promise" -> promise(member, TraceRecord.of(line));
            case "Lead" -> lead(member, line);
            case "Propose" -> propose(member, TraceRecord.of(line));
            case "Accept" -> acceptSlot(member, TraceRecord.of(line));
            case "Fill" -> fill(member, TraceRecord.of(line));
            case "Mark" -> mark(member, TraceRecord.of(line));
            case "Decide" -> decide(member, line);
            case "Learn" -> state.learn(member, line.get("through"), "Learn: known to be decided, and held");
            case "Durable" -> member.force(line.get("records"), (record, first) -> onForced(member, record, first));
            case "Crash" -> crash(member, line);
            case "Start" -> start(member, line);
            case "SendPromise" -> sendPromise(member, line);
            case "SendAccepted" -> sendAccepted(member, line);
            default -> throw new TraceDeviation("an action is one of the model", "action " + line.action());
        }
    }

    // Phase 1.

    private void campaign(final TracedMember member, final TraceRecord record)
    {
        final long ballot = record.ballot();
        final boolean isVoter = (options.get("voters") >>> member.id() & 1) != 0;
        TraceDeviation.unless(isVoter && Ballot.memberId(ballot) == member.id(),
            "Campaign: a voter, at a ballot of its own", "member", member, "ballot", Ballot.toString(ballot));
        TraceDeviation.unless(ballot > member.memory().promised(), "Campaign: above its promise", "member", member,
            "ballot", Ballot.toString(ballot));
        TraceDeviation.unless(state.ballot(ballot) == null, "Campaign: at a ballot never used before", "member", member,
            "ballot", Ballot.toString(ballot));
        state.apply(member, record);
        final long from = member.decided() + 1;
        final Answer own = new Answer(
            member.memory().chain(), new TreeMap<>(member.memory().tail(from)), from, Long.MAX_VALUE, true);
        final TracedBallot traced = new TracedBallot(ballot, options, own);
        state.begin(member, ballot, traced);
    }

    private void promise(final TracedMember member, final TraceRecord record)
    {
        final TracedBallot traced = state.traced(record.ballot(), "Promise: the ballot's owner has campaigned");
        TraceDeviation.unless(traced.isPromiseDurable(), "Promise: the owner's promise is durable", "ballot", traced);
        TraceDeviation.unless(record.ballot() > member.memory().promised(), "Promise: above what was promised",
            "member", member, "ballot", traced);
        state.apply(member, record);
    }

    private void sendPromise(final TracedMember member, final TraceLine line)
    {
        final long ballot = line.ballot();
        final AcceptorState told = member.told();
        final TracedBallot traced = state.traced(ballot, "SendPromise: the ballot's owner has campaigned");
        TraceDeviation.unless(member.disk().promised() == ballot, "SendPromise: just this promise is durable", "ballot",
            traced, "durable", member.disk());
        final Span chain = new Span(line.get("chain"), line.get("from"), line.get("through"));
        TraceDeviation.unless(told.chain().equals(chain) && chain.ballot() != ballot,
            "SendPromise: the chain as it is durable", "sent", chain, "durable", told);
        final long decided = Math.max(member.decided(), line.get("decided"));
        state.learn(member, decided, "SendPromise: no more than is known decided");
        TraceDeviation.unless(line.slot() <= line.get("limit"), "SendPromise: slots from one to another", "slot",
            line.slot(), "limit", line.get("limit"));
        final NavigableMap<Long, Held> held = new TreeMap<>(told.tail(line.slot()).headMap(line.get("limit"), false));
        TraceDeviation.unless(line.get("headers") == held.size() && line.get("hash") == hash(held),
            "SendPromise: headers as they are durable", "headers", line.get("headers"), "durable", held);
        final boolean isLast = line.get("last") != 0;
        TraceDeviation.unless(!isLast || told.tail(line.get("limit")).isEmpty(),
            "SendPromise: the last part is the last", "limit", line.get("limit"), "durable", told);
        traced.onPromise(member.id(), new Answer(chain, held, line.slot(), line.get("limit"), isLast));
    }

    private static long hash(final NavigableMap<Long, Held> held)
    {
        long hash = 0;
        for (final Map.Entry<Long, Held> entry : held.entrySet())
        {
            hash = hash * 31 + entry.getKey();
            hash = hash * 31 + entry.getValue().ballot();
            hash = hash * 31 + entry.getValue().origin();
            hash = hash * 31 + entry.getValue().value();
        }
        return hash;
    }

    private void fix(final TracedMember member, final TracedBallot traced, final long from, final long fence)
    {
        if (!traced.isFixed())
        {
            state.learn(member, Math.max(member.decided(), from - 1), "Lead: firstUndecided is behind what is known");
        }
        traced.fix(from, fence, traced.isFixed() ? traced.from() - 1 : member.decided());
    }

    private void lead(final TracedMember member, final TraceLine line)
    {
        final TracedBallot traced = state.traced(line.ballot(), "Lead: the ballot's owner has campaigned");
        TraceDeviation.unless(traced.isOwnedBy(member.id()) && traced.isActive(), "Lead: by the owner of the ballot",
            "member", member, "ballot", traced);
        fix(member, traced, line.get("from"), line.get("fence"));
        traced.lead();
    }

    // Phase 2.

    private void propose(final TracedMember member, final TraceRecord record)
    {
        final TracedBallot traced = state.traced(record.ballot(), "Propose: the ballot's owner has campaigned");
        TraceDeviation.unless(traced.isOwnedBy(member.id()) && record.held().origin() == record.ballot(),
            "Propose: the owner makes the value", "member", member, "ballot", traced, "value", record.held());
        fix(member, traced, record.from(), record.fence());
        traced.lead();
        state.slots().checkProposed(record.slot(), record.held());
        traced.propose(record.slot(), record.held());
        storeSlot(member, traced, record);
    }

    private void acceptSlot(final TracedMember member, final TraceRecord record)
    {
        final TracedBallot traced = state.traced(record.ballot(), "Accept: the ballot's owner has campaigned");
        if (traced.isOwnedBy(member.id()) && !traced.hasLed() && traced.isActive())
        {
            fix(member, traced, record.from(), record.fence());
            state.slots().checkProposed(record.slot(), record.held());
            traced.recover(record.slot(), record.held());
        }
        else
        {
            TraceDeviation.unless(traced.mayHaveLed(), "Accept: the ballot's owner has led", "ballot", traced);
            traced.lead();
        }
        storeSlot(member, traced, record);
    }

    private void storeSlot(final TracedMember member, final TracedBallot traced, final TraceRecord record)
    {
        final AcceptorState memory = member.memory();
        final long slot = record.slot();
        TraceDeviation.unless(record.ballot() >= memory.promised(), "Accept: not below the promise", "member", member,
            "ballot", traced);
        TraceDeviation.unless(record.from() >= traced.from() && record.from() <= traced.decided() + 1,
            "Accept: a stream starts at firstUndecided or behind what is decided", "ballot", traced, "from",
            record.from(), "firstUndecided", traced.from(), "leader decided", traced.decided());
        TraceDeviation.unless(record.fence() == traced.fence(), "Accept: the fence of the ballot", "ballot", traced,
            "fence", record.fence(), "leader's", traced.fence());
        TraceDeviation.unless(slot >= record.from() && slot <= traced.last(), "Accept: a slot of the ballot", "ballot",
            traced, "slot", slot, "from", record.from(), "last", traced.last());
        TraceDeviation.unless(traced.proposed(slot).equals(record.held()), "Accept: the value of the ballot's leader",
            "ballot", traced, "slot", slot, "stored", record.held(), "leader's", traced.proposed(slot));
        TraceDeviation.unless(memory.continues(record), "Accept: the slot continues the chain, or starts it anew",
            "member", member, "slot", slot, "from", record.from());
        for (long held = state.apply(member, record); held <= Math.min(slot, member.decided()); held++)
        {
            state.slots().take(member.id(), held, memory.at(held));
        }
    }

    private void sendAccepted(final TracedMember member, final TraceLine line)
    {
        final TracedBallot traced = state.traced(line.ballot(), "SendAccepted: the ballot's owner has campaigned");
        final long through = line.get("through");
        TraceDeviation.unless(through <= member.vouchedAt(line.ballot()), "SendAccepted: the chain as it is durable",
            "ballot", traced, "through", through, "durable", member.disk(), "vouched", member.disk().vouched());
        traced.onAccepted(member.id(), through);
    }

    private void decide(final TracedMember member, final TraceLine line)
    {
        final TracedBallot traced = state.traced(line.ballot(), "Decide: the ballot's owner has campaigned");
        final long through = line.get("through");
        TraceDeviation.unless(traced.isOwnedBy(member.id()), "Decide: by the leader of the ballot", "member", member,
            "ballot", traced);
        TraceDeviation.unless(through >= member.decided(), "Decide: further than before", "member", member, "through",
            through);
        traced.decide(through, member.vouchedAt(line.ballot()), state.slots());
        state.learn(member, through, "Decide: what is decided is held");
    }

    private void fill(final TracedMember member, final TraceRecord record)
    {
        final long slot = record.slot();
        state.traced(record.ballot(), "Fill: the ballot's owner has campaigned");
        state.endRole(member, false);
        TraceDeviation.unless(slot > member.decided(), "Fill: the slot behind decidedThrough", "member", member, "slot",
            slot);
        state.learn(member, slot - 1, "Fill: the slot behind decidedThrough");
        TraceDeviation.unless(state.slots().contains(slot, record.held()) || state.isKnown(slot, record.held()),
            "Fill: from a member that knows it decided", "member", member, "slot", slot, "filled", record.held());
        state.apply(member, record);
        state.slots().take(member.id(), slot, record.held());
        member.decided(slot);
    }

    private void mark(final TracedMember member, final TraceRecord record)
    {
        state.learn(member, Math.max(member.decided(), record.slot()), "Mark: no more than is known decided");
        state.apply(member, record);
    }

    // Records, crashes.

    private void onForced(final TracedMember member, final TraceRecord record, final long firstAccepted)
    {
        if (record.type() == TraceRecord.Type.CAMPAIGN)
        {
            state.ballot(record.ballot()).onPromiseDurable();
        }
        for (long slot = firstAccepted; slot <= record.slot(); slot++)
        {
            state.ballot(record.ballot()).onVote(member.id(), slot);
        }
    }

    private void crash(final TracedMember member, final TraceLine line)
    {
        // Who dies while it recovers has cut what is lost already.
        TraceDeviation.unless(!member.isAlive() || line.get("of") == member.records(),
            "Crash: as many records as were written", "of", line.get("of"), "written", member.records());
        state.endRole(member, true);
        state.learn(member, state.knowable(member), "Crash");
        member.crash();
    }

    private void onLost(final TraceRecord record)
    {
        if (record.type() == TraceRecord.Type.CAMPAIGN)
        {
            state.forget(record.ballot());
        }
    }

    private void start(final TracedMember member, final TraceLine line)
    {
        TraceDeviation.unless(!member.isAlive(), "Start: of a dead member", "member", member);
        member.force(line.get("records"), (record, first) -> onForced(member, record, first));
        member.recover(this::onLost);
        final AcceptorState disk = member.disk();
        final Span chain = new Span(line.get("chain"), line.get("from"), line.get("through"));
        TraceDeviation.unless(line.get("promised") == disk.promised() && chain.equals(disk.chain()) &&
            line.get("decided") == disk.hint(), "Start: as the records say", "member", member, "records", disk);
        member.start();
    }

    private static boolean isFault(final String action)
    {
        return action.equals(action.toUpperCase(Locale.ROOT));
    }
}
