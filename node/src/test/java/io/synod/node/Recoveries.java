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
package io.synod.node;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long it took after each fault until a command that was offered after it was acknowledged. */
final class Recoveries
{
    private final Map<String, List<Double>> millisByFault = new TreeMap<>();

    void add(final String fault, final long durationNs)
    {
        millisByFault.computeIfAbsent(fault, name -> new ArrayList<>()).add(durationNs / 1e6);
    }

    String report()
    {
        final StringBuilder text = new StringBuilder();
        final List<Double> all = new ArrayList<>();
        millisByFault.forEach((fault, millis) ->
        {
            append(text, fault, millis);
            all.addAll(millis);
        });
        append(text, "all", all);
        return text.toString();
    }

    private static void append(final StringBuilder text, final String fault, final List<Double> millis)
    {
        Collections.sort(millis);
        text.append(String.format("  %-24s %4d times: median %7.1f, p99 %7.1f, worst %7.1f ms%n", fault, millis.size(),
            millis.get(millis.size() / 2), millis.get((int)Math.ceil(millis.size() * 0.99) - 1),
            millis.get(millis.size() - 1)));
    }
}
