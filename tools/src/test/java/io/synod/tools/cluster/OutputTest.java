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

import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Readers that pause or leave. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class OutputTest
{
    private static final int MORE_THAN_FITS = 1 << 15;

    @Test
    void knowsThatTheReaderIsGone() throws IOException
    {
        final PipedReader reader = new PipedReader();
        final PrintWriter out = Output.buffered(new PrintWriter(new PipedWriter(reader)));
        out.println("one");
        assertFalse(out.checkError());
        reader.close();
        out.println("two");
        assertTrue(out.checkError());
    }

    @Test
    void aReaderThatPausesIsWaitedForAtTheEndOnly() throws IOException
    {
        final PipedReader reader = new PipedReader();
        final LinePrinter printer = new LinePrinter(new PrintWriter(new PipedWriter(reader)), () -> false);
        for (int i = 0; i < MORE_THAN_FITS; i++)
        {
            printer.print("a");
        }
        assertTrue(printer.isFull());
        final int lineLength = 1 + System.lineSeparator().length();
        for (int i = 0; i < MORE_THAN_FITS * lineLength; i++)
        {
            final int read = reader.read();
            assertEquals(i % lineLength == 0, read == 'a');
        }
        printer.close();
        assertFalse(printer.isFull());
    }

    @Test
    void aReaderThatPausesIsNotWaitedForIfTheProcessEnds() throws IOException
    {
        final LinePrinter printer = new LinePrinter(new PrintWriter(new PipedWriter(new PipedReader())), () -> true);
        for (int i = 0; i < MORE_THAN_FITS; i++)
        {
            printer.print("a");
        }
        printer.close();
        assertTrue(printer.isFull());
    }
}
