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
import java.util.List;

/**
 * A mistake: texts of one file, each there exactly once, and what stands there instead.
 *
 * @param file    from the root of the repository.
 * @param changes pairs of texts.
 */
record Patch(String file, List<String[]> changes)
{
    private static final String CORE = "paxos-core/src/main/java/io/synod/";

    static Patch of(final String file, final String before, final String after)
    {
        return new Patch(CORE + file, List.<String[]>of(new String[]{ before, after }));
    }

    static Patch ofTransport(final String file, final String before, final String after)
    {
        return new Patch("transport-aeron/src/main/java/io/synod/transport/" + file,
            List.<String[]>of(new String[]{ before, after }));
    }

    Patch and(final String before, final String after)
    {
        final List<String[]> more = new ArrayList<>(changes);
        more.add(new String[]{ before, after });
        return new Patch(file, more);
    }

    String applyTo(final String source)
    {
        String text = source;
        for (final String[] change : changes)
        {
            final int at = text.indexOf(change[0]);
            if (at < 0 || text.indexOf(change[0], at + 1) >= 0)
            {
                throw new AssertionError(file + " has not exactly once: " + change[0]);
            }
            text = text.replace(change[0], change[1]);
        }
        return text;
    }
}
