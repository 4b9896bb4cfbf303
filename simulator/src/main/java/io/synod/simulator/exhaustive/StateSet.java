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
package io.synod.simulator.exhaustive;

import java.util.Arrays;

/** Longs in the order of their coming, each once, and for each the place of the one it came from. */
final class StateSet
{
    private static final int INITIAL = 1 << 16;

    private long[] states = new long[INITIAL];
    private int[] parents = new int[INITIAL];
    /** Open addressing: a place plus one, or zero. Half full at most. */
    private int[] table = new int[2 * INITIAL];
    private int size;

    int size()
    {
        return size;
    }

    long get(final int place)
    {
        return states[place];
    }

    int parent(final int place)
    {
        return parents[place];
    }

    /** False if it was there. */
    boolean add(final long state, final int parent)
    {
        final int mask = table.length - 1;
        int i = hash(state) & mask;
        while (table[i] != 0)
        {
            if (states[table[i] - 1] == state)
            {
                return false;
            }
            i = i + 1 & mask;
        }
        if (size == states.length)
        {
            grow();
            return add(state, parent);
        }
        states[size] = state;
        parents[size] = parent;
        size++;
        table[i] = size;
        return true;
    }

    private void grow()
    {
        states = Arrays.copyOf(states, 2 * size);
        parents = Arrays.copyOf(parents, 2 * size);
        table = new int[4 * size];
        final int mask = table.length - 1;
        for (int place = 0; place < size; place++)
        {
            int i = hash(states[place]) & mask;
            while (table[i] != 0)
            {
                i = i + 1 & mask;
            }
            table[i] = place + 1;
        }
    }

    private static int hash(final long state)
    {
        final long a = (state ^ state >>> 32) * 0x9e3779b97f4a7c15L;
        return (int)(a >>> 32);
    }
}
