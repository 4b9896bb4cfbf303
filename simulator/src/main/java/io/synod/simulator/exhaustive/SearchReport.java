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
package io.synod.simulator.exhaustive;

import java.util.List;

/**
 * What a search has found.
 *
 * @param scope        of it.
 * @param states       distinct states of the cluster.
 * @param transitions  that were looked at, those that change nothing left out.
 * @param depth        the most inputs from the beginning to a state, along a shortest path.
 * @param wholeDepth   up to this many inputs, all paths were followed.
 * @param isExhausted  whether there are no more states than these.
 * @param memberStates distinct states of single members.
 * @param coreRuns     inputs given to the real core, replays left out.
 * @param meetings     paths to one state that were followed one input further, to see that they stay together.
 * @param messages     distinct messages.
 * @param seconds      it took.
 * @param violation    what does not hold; null if everything does.
 * @param path         the inputs that lead to it, in words: none shorter does.
 */
public record SearchReport(
    Scope scope,
    long states,
    long transitions,
    int depth,
    int wholeDepth,
    boolean isExhausted,
    long memberStates,
    long coreRuns,
    long meetings,
    int messages,
    double seconds,
    Throwable violation,
    List<String> path)
{
    @Override
    public String toString()
    {
        final StringBuilder text = new StringBuilder(400);
        text.append("exhaustive search: ").append(scope)
            .append(String.format("%n  %,d states, %,d transitions, depth %d (whole up to %d)%s, %.1f s",
                states, transitions, depth, wholeDepth, isExhausted ? ", nothing left" : "", seconds))
            .append(String.format(
                "%n  %,d states of members, %,d runs of the core, %,d checks of equal states, %,d messages",
                memberStates, coreRuns, meetings, messages))
            .append(String.format("%n  %s", violation == null ? "0 violations" : "VIOLATION " + violation));
        for (int i = 0; i < path.size(); i++)
        {
            text.append(String.format("%n  %3d. %s", i + 1, path.get(i)));
        }
        return text.toString();
    }
}
