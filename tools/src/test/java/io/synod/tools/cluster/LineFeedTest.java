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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.agrona.LangUtil;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is read before it is wanted has a limit, and an end. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class LineFeedTest
{
    private static final int LINE_LENGTH = 12 << 20;

    private static InputStream lines(final int count)
    {
        final byte[] line = new byte[LINE_LENGTH + 1];
        line[LINE_LENGTH] = '\n';
        return new SequenceInputStream(Collections.enumeration(
            Collections.nCopies(count, line).stream().map(ByteArrayInputStream::new).toList()));
    }

    private static byte[] next(final LineFeed feed)
    {
        final IdleStrategy idle = new SleepingMillisIdleStrategy(1);
        byte[] line = feed.poll();
        while (line == null && !feed.isEnded())
        {
            idle.idle();
            line = feed.poll();
        }
        return line;
    }

    @Test
    void ofLongLinesFewAreReadAhead()
    {
        final LineFeed feed = LineFeed.of(lines(10));
        for (int i = 0; i < 10; i++)
        {
            assertEquals(LINE_LENGTH, next(feed).length);
            assertTrue(feed.waiting() <= 2, () -> feed.waiting() + " lines");
        }
        assertNull(next(feed));
        assertNull(feed.problem());
    }

    @Test
    void whateverEndsTheReadingEndsTheFeed()
    {
        for (final Throwable fault : List.of(new IOException("a"), new IllegalStateException("a"), new Error("a")))
        {
            final LineFeed feed = LineFeed.of(new SequenceInputStream(
                new ByteArrayInputStream("one\n".getBytes(StandardCharsets.US_ASCII)), failing(fault)));
            assertEquals("one", new String(next(feed), StandardCharsets.US_ASCII));
            assertNull(next(feed));
            assertTrue(feed.problem().toString().contains("a"));
        }
    }

    @Test
    void aLineThatIsNoCommandIsAProblem()
    {
        final LineFeed feed = LineFeed.of(new InputStream()
        {
            @Override
            public int read()
            {
                return 'x';
            }
        });
        assertNull(next(feed));
        assertTrue(feed.problem().getMessage().startsWith("a line of more than 16777216 bytes"));
    }

    /** Throws it at the first byte. */
    private static InputStream failing(final Throwable fault)
    {
        return new InputStream()
        {
            @Override
            public int read()
            {
                LangUtil.rethrowUnchecked(fault);
                return -1;
            }

            @Override
            public int read(final byte[] bytes, final int offset, final int length)
            {
                return read();
            }
        };
    }
}
