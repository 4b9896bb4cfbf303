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

import java.util.Arrays;

/** A line of a trace: a flat JSON object of whole numbers, with one string in it, the action. Immutable. */
final class TraceLine
{
    private static final String NOT_A_LINE = "a line is a flat JSON object";
    private static final int MAX_FIELDS = 20;

    private final String text;
    private final String[] names = new String[MAX_FIELDS];
    private final long[] values = new long[MAX_FIELDS];
    private int count;
    private String action;
    private int position;

    private TraceLine(final String text)
    {
        this.text = text;
    }

    static TraceLine parse(final String text)
    {
        final TraceLine line = new TraceLine(text);
        line.read();
        TraceDeviation.unless(line.action != null, "a line has an action", "fields", Arrays.toString(line.names));
        return line;
    }

    String action()
    {
        return action;
    }

    int member()
    {
        return (int)get("m");
    }

    long timeNs()
    {
        return get("t");
    }

    long ballot()
    {
        return get("b");
    }

    long slot()
    {
        return get("slot");
    }

    boolean has(final String name)
    {
        return indexOf(name) >= 0;
    }

    long get(final String name)
    {
        final int index = indexOf(name);
        TraceDeviation.unless(index >= 0, "a line has its fields", "missing", name);
        return values[index];
    }

    private int indexOf(final String name)
    {
        for (int i = 0; i < count; i++)
        {
            if (names[i].equals(name))
            {
                return i;
            }
        }
        return -1;
    }

    private void read()
    {
        expect('{');
        boolean goesOn = true;
        while (goesOn)
        {
            final String name = readString();
            expect(':');
            if (peek() == '"')
            {
                TraceDeviation.unless("a".equals(name) && action == null, NOT_A_LINE, "a second string", name);
                action = readString();
            }
            else
            {
                TraceDeviation.unless(count < MAX_FIELDS && !has(name), NOT_A_LINE, "one too many", name);
                values[count] = readNumber();
                names[count++] = name;
            }
            goesOn = peek() == ',';
            position += goesOn ? 1 : 0;
        }
        expect('}');
        TraceDeviation.unless(position == text.length(), NOT_A_LINE, "ends at", position);
    }

    private String readString()
    {
        expect('"');
        final int end = text.indexOf('"', position);
        TraceDeviation.unless(end >= 0, NOT_A_LINE, "open string at", position);
        final String string = text.substring(position, end);
        position = end + 1;
        return string;
    }

    private long readNumber()
    {
        final int start = position;
        while (peek() == '-' || peek() >= '0' && peek() <= '9')
        {
            position++;
        }
        try
        {
            return Long.parseLong(text, start, position, 10);
        }
        catch (final NumberFormatException noNumber)
        {
            throw new TraceDeviation(NOT_A_LINE, "no number at " + start + ": " + noNumber.getMessage());
        }
    }

    private void expect(final char wanted)
    {
        TraceDeviation.unless(peek() == wanted, NOT_A_LINE, "wanted", wanted, "at", position);
        position++;
    }

    private char peek()
    {
        return position < text.length() ? text.charAt(position) : 0;
    }
}
