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

/** A line of a trace says what the model does not allow, or cannot be read. */
public final class TraceDeviation extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    private final long lineNumber;
    private final String rule;

    TraceDeviation(final String rule, final String message)
    {
        this(0, rule, message);
    }

    private TraceDeviation(final long lineNumber, final String rule, final String message)
    {
        super(message);
        this.lineNumber = lineNumber;
        this.rule = rule;
    }

    /** The same, found in a line of a trace. */
    TraceDeviation at(final long number, final String text)
    {
        return new TraceDeviation(number, rule, "line " + number + ": " + rule + ": " + getMessage() + " in " + text);
    }

    /**
     * Where it was found.
     *
     * @return from 1.
     */
    public long lineNumber()
    {
        return lineNumber;
    }

    /**
     * What is broken.
     *
     * @return the name of an action, and what has to hold for it.
     */
    public String rule()
    {
        return rule;
    }

    /**
     * States a rule.
     *
     * @param holds  whether it does.
     * @param rule   its name.
     * @param values names and values in turn: what was found.
     */
    static void unless(final boolean holds, final String rule, final Object... values)
    {
        if (holds)
        {
            return;
        }
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.length; i += 2)
        {
            text.append(i == 0 ? "" : ", ").append(values[i]).append(' ').append(values[i + 1]);
        }
        throw new TraceDeviation(rule, text.toString());
    }
}
