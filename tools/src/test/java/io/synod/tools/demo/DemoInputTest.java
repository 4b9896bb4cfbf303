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

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.synod.tools.cluster.LineFeed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Where the demonstration gets its commands from, and where its members have their memory. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class DemoInputTest
{
    @Test
    void aPipeThatIsSilentAtFirstIsNotForgotten() throws IOException
    {
        final IdleStrategy idle = new SleepingMillisIdleStrategy(1);
        final PipedOutputStream typed = new PipedOutputStream();
        final LineFeed lines = LineFeed.of(new PipedInputStream(typed));
        final PipedCommands commands = new PipedCommands(lines, new MadeCommands());
        assertTrue(text(commands).startsWith("transfer 1:"));
        assertFalse(commands.isMoreToCome());
        typed.write("line\n".getBytes(StandardCharsets.US_ASCII));
        typed.flush();
        while (lines.waiting() == 0)
        {
            idle.idle();
        }
        assertTrue(commands.isMoreToCome());
        assertEquals("line", text(commands));
        assertNull(commands.next());
        assertTrue(commands.isMoreToCome());
        assertFalse(commands.isEnded());
        typed.close();
        while (!lines.isRead())
        {
            idle.idle();
        }
        assertTrue(commands.isEnded());
        assertFalse(commands.isMoreToCome());
    }

    @Test
    void aSmallMemoryIsNoPlaceForMembers() throws IOException
    {
        assertEquals(Path.of(System.getProperty("java.io.tmpdir")), DemoCluster.driverBase(1 << 24));
    }

    private static String text(final PipedCommands commands)
    {
        return new String(commands.next(), StandardCharsets.US_ASCII);
    }
}
