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
package io.synod.simulator.mutant;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A deliberate mistake: edits of the core's source text that break one rule of the protocol. Most are one edit; a rule
 * that the code guards twice needs one for each guard.
 *
 * @param name  a sentence that says what is broken.
 * @param rule  what it breaks: a section of {@code docs/PROTOCOL.md} and its name there, or an invariant of its section
 *              11; and the mistakes of other systems that were like it, by their number in {@code docs/HISTORY.md}.
 * @param edits to be made.
 */
record Mutant(String name, String rule, List<Edit> edits)
{
    /**
     * A replacement of text.
     *
     * @param source      the file, relative to the core's {@code io/synod}.
     * @param original    occurs exactly once in the file.
     * @param replacement takes its place.
     */
    record Edit(String source, String original, String replacement)
    {
    }

    static Mutant of(
        final String name, final String rule, final String source, final String original, final String replacement)
    {
        return new Mutant(name, rule, List.of(new Edit(source, original, replacement)));
    }

    /** The same mistake with one more edit, of the file that the last one was of. */
    Mutant and(final String original, final String replacement)
    {
        return and(edits.get(edits.size() - 1).source(), original, replacement);
    }

    /** The same mistake with one more edit, of any file. */
    Mutant and(final String source, final String original, final String replacement)
    {
        return new Mutant(
            name, rule, Stream.concat(edits.stream(), Stream.of(new Edit(source, original, replacement))).toList());
    }

    /**
     * The files that have the mistake in them.
     *
     * @param reader gives the text of a file as it is.
     * @return by file, the text with all edits made.
     */
    Map<String, String> texts(final UnaryOperator<String> reader)
    {
        final Map<String, String> texts = new TreeMap<>();
        for (final Edit edit : edits)
        {
            texts.compute(edit.source(), (source, text) -> applied(edit, text == null ? reader.apply(source) : text));
        }
        return texts;
    }

    private String applied(final Edit edit, final String text)
    {
        final int at = text.indexOf(edit.original());
        if (at < 0 || text.indexOf(edit.original(), at + 1) >= 0)
        {
            throw new AssertionError("The line that the mutant \"" + name + "\" changes has moved: it is " +
                (at < 0 ? "no longer" : "more than once") + " in " + edit.source() + ":\n" + edit.original() +
                "\nIts rule (" + rule + ") still has to be tested: find where the code keeps it now, and give the " +
                "mutant that text. Only if the rule itself is gone, remove the mutant.");
        }
        return text.substring(0, at) + edit.replacement() + text.substring(at + edit.original().length());
    }
}
