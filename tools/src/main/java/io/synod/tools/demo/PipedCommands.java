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
package io.synod.tools.demo;

import io.synod.tools.cluster.LineFeed;

/** The lines of the standard input; until the first of them comes, something else. One thread. */
final class PipedCommands implements CommandSource
{
    private final LineFeed lines;
    /** Null from the first line on. */
    private CommandSource untilFirst;

    /**
     * Nothing is taken yet.
     *
     * @param lines      of the input.
     * @param untilFirst what is given until a line comes; null for nothing.
     */
    PipedCommands(final LineFeed lines, final CommandSource untilFirst)
    {
        this.lines = lines;
        this.untilFirst = untilFirst;
    }

    @Override
    public byte[] next()
    {
        final byte[] line = lines.poll();
        untilFirst = line == null ? untilFirst : null;
        return line == null && untilFirst != null ? untilFirst.next() : line;
    }

    @Override
    public boolean isEnded()
    {
        return untilFirst == null && lines.isEnded();
    }

    /** Whether a line was taken. */
    boolean isBegun()
    {
        return untilFirst == null;
    }

    /** Whether there are lines that were not taken, or may come after those that were. */
    boolean isMoreToCome()
    {
        return lines.waiting() > 0 || isBegun() && !lines.isEnded();
    }
}
