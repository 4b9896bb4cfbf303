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
package io.synod.tools;

/**
 * Java text with some of its parts blanked out by spaces. Lines and columns stay where they were, so that a finding in
 * the blanked text has the line number of the original.
 */
final class SourceText
{
    private final String text;
    private final boolean keepsComments;
    private final StringBuilder result;
    private int at;

    private SourceText(final String text, final boolean keepsComments)
    {
        this.text = text;
        this.keepsComments = keepsComments;
        this.result = new StringBuilder(text.length());
    }

    /** Only what the compiler acts on: comments, strings and characters are blank. */
    static String codeOf(final String text)
    {
        return new SourceText(text, false).scan();
    }

    /** Code and comments; strings and characters are blank. */
    static String codeAndCommentsOf(final String text)
    {
        return new SourceText(text, true).scan();
    }

    private String scan()
    {
        while (at < text.length())
        {
            if (text.startsWith("//", at))
            {
                take(endOf("\n", at + 2, 0), keepsComments);
            }
            else if (text.startsWith("/*", at))
            {
                take(endOf("*/", at + 2, 2), keepsComments);
            }
            else if (text.startsWith("\"\"\"", at))
            {
                take(endOfLiteral("\"\"\""), false);
            }
            else if (text.charAt(at) == '"' || text.charAt(at) == '\'')
            {
                take(endOfLiteral(text.substring(at, at + 1)), false);
            }
            else
            {
                take(at + 1, true);
            }
        }
        return result.toString();
    }

    private int endOf(final String mark, final int from, final int lengthOfMark)
    {
        final int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + lengthOfMark;
    }

    private int endOfLiteral(final String quote)
    {
        int end = at + quote.length();
        while (end < text.length() && !text.startsWith(quote, end))
        {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), end + quote.length());
    }

    private void take(final int limit, final boolean isKept)
    {
        for (; at < limit; at++)
        {
            final char c = text.charAt(at);
            result.append(isKept || c == '\n' ? c : ' ');
        }
    }
}
