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
package io.synod.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each message byte by byte, header and checksums included: what other releases rely on. */
class GoldenFramesTest
{
    private static final Path DIRECTORY = Path.of("src", "test", "resources", "golden");
    private static final int BYTES_PER_LINE = 16;

    @ParameterizedTest
    @EnumSource
    void frameIsWhatItAlwaysWas(final Message message) throws IOException
    {
        final Path file = DIRECTORY.resolve(message.name().toLowerCase(Locale.ROOT) + ".hex");
        final String now = lines(message.frame());
        if (Boolean.getBoolean("golden.rewrite"))
        {
            Files.createDirectories(DIRECTORY);
            Files.writeString(file, now);
        }

        assertTrue(Files.exists(file), () -> "no " + file + ": a new message is pinned with -Dgolden.rewrite=true");
        assertEquals(Files.readString(file), now, () -> message + " changed on the wire. Members of different" +
            " releases would not understand each other: append a field instead (docs/WIRE.md). If it is meant," +
            " rewrite " + file + " with -Dgolden.rewrite=true, and mark it Breaking in CHANGELOG.md");
    }

    private static String lines(final byte[] frame)
    {
        final HexFormat hex = HexFormat.ofDelimiter(" ");
        final StringBuilder text = new StringBuilder();
        for (int at = 0; at < frame.length; at += BYTES_PER_LINE)
        {
            text.append(hex.formatHex(frame, at, Math.min(at + BYTES_PER_LINE, frame.length))).append('\n');
        }
        return text.toString();
    }
}
