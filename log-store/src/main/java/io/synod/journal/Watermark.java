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
package io.synod.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A position that one thread moves forward and any thread may look at. Whoever sees a value sees all that its writer
 * did before setting it. It has its cache lines for itself: the pair that a processor fetches at once, on both sides.
 */
final class Watermark
{
    private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int CELL = 16;
    private static final int CELL_COUNT = 2 * CELL + 1;

    private final long[] cells = new long[CELL_COUNT];

    long getAcquire()
    {
        return (long)CELLS.getAcquire(cells, CELL);
    }

    /** For the one thread that sets it. */
    long getPlain()
    {
        return cells[CELL];
    }

    void setRelease(final long newValue)
    {
        CELLS.setRelease(cells, CELL, newValue);
    }
}
