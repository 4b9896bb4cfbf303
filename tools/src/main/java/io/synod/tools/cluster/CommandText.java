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
package io.synod.tools.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import org.agrona.DirectBuffer;

/** A command's bytes for people: its text if it is some, and what is none escaped, so that it stays on its line. */
final class CommandText
{
    private CommandText()
    {
    }

    static byte[] bytes(final DirectBuffer buffer, final int offset, final int length)
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return bytes;
    }

    /** As UTF-8 says; null if it is none. */
    static String textOf(final byte... bytes)
    {
        try
        {
            return StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes)).toString();
        }
        catch (final CharacterCodingException ex)
        {
            return null;
        }
    }

    /** Each byte that cannot be shown as {@code \xNN}, and a backslash as two. */
    static String escaped(final byte... bytes)
    {
        final String text = textOf(bytes);
        final StringBuilder escaped = new StringBuilder(bytes.length + 16);
        if (text == null)
        {
            for (final byte b : bytes)
            {
                if (b >= ' ' && b < 0x7F)
                {
                    append(escaped, b, true);
                }
                else
                {
                    escaped.append(String.format("\\x%02x", b));
                }
            }
        }
        else
        {
            text.codePoints().forEach(point -> append(escaped, point, !Character.isISOControl(point)));
        }
        return escaped.toString();
    }

    private static void append(final StringBuilder escaped, final int point, final boolean isShown)
    {
        if (point == '\\')
        {
            escaped.append("\\\\");
        }
        else if (isShown)
        {
            escaped.appendCodePoint(point);
        }
        else
        {
            for (final byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8))
            {
                escaped.append(String.format("\\x%02x", b));
            }
        }
    }
}
