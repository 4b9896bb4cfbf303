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

import java.util.NavigableMap;
import java.util.TreeMap;

import io.synod.protocol.Ballot;

/** The model's variables of one member, as a function of its records: {@code Accept}, {@code Promise}, {@code Fill}. */
final class AcceptorState
{
    private final NavigableMap<Long, Held> log = new TreeMap<>();
    private final NavigableMap<Long, Held> stagedLog = new TreeMap<>();
    private Span chain = Span.NONE;
    private Span staged = Span.NONE;
    private long promised = Ballot.NONE;
    private long hint;
    private long vouched;

    AcceptorState copy()
    {
        final AcceptorState copy = new AcceptorState();
        copy.log.putAll(log);
        copy.stagedLog.putAll(stagedLog);
        copy.chain = chain;
        copy.staged = staged;
        copy.promised = promised;
        copy.hint = hint;
        copy.vouched = vouched;
        return copy;
    }

    long promised()
    {
        return promised;
    }

    Span chain()
    {
        return chain;
    }

    /** Recovered slots that are kept aside. */
    Span staged()
    {
        return staged;
    }

    /** What the records say of decidedThrough. */
    long hint()
    {
        return hint;
    }

    /** The greatest watermark of an accepted message at the ballot of the chain. */
    long vouched()
    {
        return vouched;
    }

    Held at(final long slot)
    {
        return log.get(slot);
    }

    /** What is held from a slot on. */
    NavigableMap<Long, Held> tail(final long fromSlot)
    {
        return log.tailMap(fromSlot, true);
    }

    /** Whether a slot lengthens the chain of its ballot or what is staged of it, or starts it anew with its stream. */
    boolean continues(final TraceRecord accept)
    {
        final boolean isSame = chain.ballot() == accept.ballot();
        final boolean isStaged = staged.ballot() == accept.ballot();
        final long through = isSame ? chain.through() : isStaged ? staged.through() : -1;
        return through >= 0 && accept.slot() == through + 1 ||
            accept.slot() == accept.from() && accept.slot() > through + 1;
    }

    /**
     * Takes the next record.
     *
     * @param record of this member.
     * @return the first of the slots up to the record's one that now are in the chain; one behind it if none is.
     */
    long apply(final TraceRecord record)
    {
        long first = record.slot() + 1;
        switch (record.type())
        {
            case CAMPAIGN, PROMISE -> promised = record.ballot();
            case MARK -> hint = Math.max(hint, record.slot());
            case FILL -> fill(record);
            case ACCEPT -> first = accept(record);
            default -> throw new AssertionError(record);
        }
        return first;
    }

    private long accept(final TraceRecord record)
    {
        final long ballot = record.ballot();
        final long slot = record.slot();
        promised = Math.max(promised, ballot);
        long first = slot;
        if (chain.ballot() == ballot)
        {
            final boolean isNext = slot == chain.through() + 1;
            chain = new Span(ballot, isNext ? chain.from() : record.from(), slot);
            log.put(slot, record.held());
        }
        else
        {
            stage(record);
            if (slot < record.fence())
            {
                return slot + 1;
            }
            adopt(record.fence());
            first = chain.from();
        }
        vouched = slot >= record.fence() ? slot : vouched;
        return first;
    }

    private void stage(final TraceRecord record)
    {
        final boolean isNext = staged.ballot() == record.ballot() && record.slot() == staged.through() + 1;
        if (!isNext)
        {
            stagedLog.clear();
        }
        stagedLog.put(record.slot(), record.held());
        staged = new Span(record.ballot(), isNext ? staged.from() : record.from(), record.slot());
    }

    /** What is staged becomes the chain, and older entries above the fence go. */
    private void adopt(final long fence)
    {
        final long ballot = staged.ballot();
        log.tailMap(fence, false).values().removeIf(held -> held.ballot() < ballot);
        log.putAll(stagedLog);
        stagedLog.clear();
        chain = staged;
        staged = Span.NONE;
        vouched = 0;
    }

    private void fill(final TraceRecord record)
    {
        final long slot = record.slot();
        promised = Math.max(promised, record.ballot());
        if (slot > chain.through() && chain.ballot() != Ballot.NONE && promised == chain.ballot())
        {
            vouched = Math.max(vouched, slot);
        }
        log.put(slot, record.held());
        chain = new Span(chain.ballot(), Math.max(chain.from(), slot + 1), Math.max(chain.through(), slot));
        hint = Math.max(hint, slot);
    }

    @Override
    public String toString()
    {
        return "promised " + Ballot.toString(promised) + " chain " + chain + " staged " + staged + " hint " + hint;
    }
}
