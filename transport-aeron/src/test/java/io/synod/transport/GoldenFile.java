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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A frame's bytes as they were pinned once. */
public final class GoldenFile
{
    private static final Path DIRECTORY = Path.of("src", "test", "resources", "golden");
    private static final int BYTES_PER_LINE = 16;

    private GoldenFile()
    {
    }

    /**
     * Holds a frame against its file.
     *
     * @param message of which the frame is; the file bears its name.
     * @param frame   as it is made today.
     * @param folders below {@code golden}.
     * @throws IOException if the file cannot be read.
     */
    public static void check(final Enum<?> message, final byte[] frame, final String... folders) throws IOException
    {
        final Path directory = DIRECTORY.resolve(Path.of("", folders));
        final Path file = directory.resolve(message.name().toLowerCase(Locale.ROOT) + ".hex");
        final String now = lines(frame);
        if (Boolean.getBoolean("golden.rewrite"))
        {
            Files.createDirectories(directory);
            Files.writeString(file, now);
        }

        assertTrue(Files.exists(file), () -> "no " + file + ": a new message is pinned with -Dgolden.rewrite=true");
        assertEquals(Files.readString(file), now, () -> message + " changed on the wire. Programs of different" +
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
