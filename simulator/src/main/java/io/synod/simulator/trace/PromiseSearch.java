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

import java.util.ArrayList;
import java.util.List;

/**
 * The trace does not tell which promises a candidate counted. This looks for a phase-1 quorum among those that were
 * sent from which the model's {@code Lead} comes to the same fence and the same values.
 */
final class PromiseSearch
{
    private static final int FEW = 0;
    private static final int OTHER_FENCE = 1;
    private static final int OTHER_VALUE = 2;

    private final long from;
    private final long fence;
    private final List<Held> recovered;
    private final int quorum;
    private final List<List<Answer>> others;
    private final List<Answer> chosen = new ArrayList<>();
    private int reason = FEW;
    private Object found;
    private long differsAt;

    /**
     * A search.
     *
     * @param from      firstUndecided of the ballot.
     * @param fence     of the ballot.
     * @param recovered what its owner stored from there on.
     * @param quorum    q1.
     * @param own       the owner's promise to itself.
     * @param others    for each other voter all whole answers that it sent.
     */
    PromiseSearch(
        final long from,
        final long fence,
        final List<Held> recovered,
        final int quorum,
        final Answer own,
        final List<List<Answer>> others)
    {
        this.from = from;
        this.fence = fence;
        this.recovered = recovered;
        this.quorum = quorum;
        this.others = others;
        chosen.add(own);
    }

    void check()
    {
        if (isThere(0))
        {
            return;
        }
        TraceDeviation.unless(reason != FEW, "Lead: a phase-1 quorum has promised", "promises", others.size() + 1, "q1",
            quorum);
        TraceDeviation.unless(reason != OTHER_FENCE, "Lead: the fence is what the source has accepted", "fence", fence,
            "from the promises", found);
        TraceDeviation.unless(reason != OTHER_VALUE, "Lead: a recovered slot has the value of the highest ballot",
            "slot", differsAt, "stored", recovered.get((int)(differsAt - from)), "from the promises", found);
    }

    private boolean isThere(final int next)
    {
        if (next == others.size())
        {
            return chosen.size() >= quorum && explains();
        }
        for (final Answer answer : others.get(next))
        {
            chosen.add(answer);
            final boolean isFound = isThere(next + 1);
            chosen.remove(chosen.size() - 1);
            if (isFound)
            {
                return true;
            }
        }
        return isThere(next + 1);
    }

    private boolean explains()
    {
        Span source = chosen.get(0).chain();
        for (final Answer answer : chosen)
        {
            source = answer.chain().isAbove(source) ? answer.chain() : source;
        }
        final long itsFence = Math.max(source.through(), from - 1);
        if (itsFence != fence)
        {
            because(OTHER_FENCE, itsFence, 0);
            return false;
        }
        for (long slot = from; slot <= fence; slot++)
        {
            final Held best = best(slot);
            if (best == null || !best.isSameValue(recovered.get((int)(slot - from))))
            {
                because(OTHER_VALUE, best, slot);
                return false;
            }
        }
        return true;
    }

    private Held best(final long slot)
    {
        Held best = null;
        for (final Answer answer : chosen)
        {
            final Held held = answer.held().get(slot);
            best = best == null || held != null && held.ballot() > best.ballot() ? held : best;
        }
        return best;
    }

    private void because(final int newReason, final Object newFound, final long slot)
    {
        if (newReason > reason)
        {
            reason = newReason;
            found = newFound;
            differsAt = slot;
        }
    }
}
