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

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.agrona.DirectBuffer;

import io.synod.port.Outbox;
import io.synod.quorum.Membership;
import io.synod.replica.ReplicaConfig;
import io.synod.role.Limits;
import io.synod.role.Timing;

/**
 * A number of 128 bits for all that a graph of objects holds: fields by reflection, so that a field added to the core
 * is part of the state without anybody's thinking of it. Left out is only what is named here, and why.
 */
final class StateDigest
{
    /** All 128 bits are in use. */
    record Digest(long high, long low)
    {
    }

    /** The same for the whole search. */
    private static final Set<Class<?>> CONSTANT = Set.of(
        ReplicaConfig.class, Membership.class, Limits.class, Timing.class);

    private static final Set<String> LEFT_OUT = Set.of(
        // Counters that nobody decides by.
        "Rooms.ignored",
        // When a follower would campaign by itself, or a leader find its disk stalled: never, while time stands still.
        "Jitter.state", "Elector.dueNs", "DiskWatch.durablePosition",
        // Reusable records and buffers: filled anew before each use.
        "Acceptor.scratch", "Learner.scratch", "PromiseStream.scratch", "PromiseStream.part", "PeerCursor.scratch",
        "FillSource.scratch", "LeaderSide.value", "Proposer.entry", "Heartbeats.heartbeat", "MemoryJournal.open",
        "MemoryJournal.checksum", "MemoryJournal.last",
        // A shortcut to where a session was found last: checked before it is used.
        "SessionTable.lastFound",
        // The sum of the lengths of the records up to it, which are all in the digest.
        "MemoryRecord.endPosition");

    /** Counts up to three and then does nothing more, however far it counts: copies would make it grow for ever. */
    private static final String CAPPED = "PeerCursor.gapCount";
    private static final int CAP = 3;

    private static final int VISITED = 256;
    private static final long SEED_HIGH = 0x9ae16a3b2f90404fL;
    private static final long SEED_LOW = 0xc3a5c85c97cb3127L;

    private final Map<Class<?>, Field[]> fieldsOf = new HashMap<>();
    private final Set<String> met = new HashSet<>();
    private IdentityHashMap<Object, Integer> visited = new IdentityHashMap<>();
    private long high;
    private long low;

    Digest of(final Object... roots)
    {
        high = SEED_HIGH;
        low = SEED_LOW;
        visited = new IdentityHashMap<>(VISITED);
        for (final Object root : roots)
        {
            add(root);
        }
        return new Digest(finish(high), finish(low ^ high));
    }

    /** What is named here but was never met: a field that has another name now. */
    Set<String> unusedNames()
    {
        final Set<String> unused = new TreeSet<>(LEFT_OUT);
        unused.add(CAPPED);
        unused.removeAll(met);
        return unused;
    }

    private void add(final Object object)
    {
        if (object == null)
        {
            put(1);
        }
        else if (object instanceof Number || object instanceof Boolean)
        {
            put(object instanceof Number number ? number.longValue() : object.equals(true) ? 3 : 2);
        }
        else if (object instanceof Enum<?> constant)
        {
            put(constant.ordinal());
        }
        else if (object instanceof DirectBuffer buffer)
        {
            addBytes(buffer);
        }
        else if (object instanceof Map<?, ?> map)
        {
            final List<Object> pairs = new ArrayList<>();
            map.forEach((key, value) -> pairs.add(new Object[]{key, value}));
            addUnordered(pairs);
        }
        else if (object instanceof Set<?> set)
        {
            addUnordered(set);
        }
        else if (object instanceof List<?> list)
        {
            put(list.size());
            list.forEach(this::add);
        }
        else
        {
            addOnce(object);
        }
    }

    /** Objects meet again by many ways: the second time only the place says which it is. */
    private void addOnce(final Object object)
    {
        if (object instanceof Outbox || CONSTANT.contains(object.getClass()) || object.getClass().isHidden())
        {
            return;
        }
        final Integer place = visited.putIfAbsent(object, visited.size());
        if (place != null)
        {
            put(place);
        }
        else if (object.getClass().isArray())
        {
            addArray(object);
        }
        else
        {
            addFields(object);
        }
    }

    private void addFields(final Object object)
    {
        try
        {
            for (final Field field : fieldsOf.computeIfAbsent(object.getClass(), this::fields))
            {
                final Class<?> type = field.getType();
                if (type == long.class)
                {
                    put(field.getLong(object));
                }
                else if (type == int.class || type == byte.class)
                {
                    final int value = field.getInt(object);
                    put(CAPPED.equals(name(field)) ? Math.min(value, CAP) : value);
                }
                else if (type == boolean.class)
                {
                    put(field.getBoolean(object) ? 3 : 2);
                }
                else
                {
                    add(field.get(object));
                }
            }
        }
        catch (final IllegalAccessException e)
        {
            throw new IllegalStateException(e);
        }
    }

    private Field[] fields(final Class<?> type)
    {
        final List<Field> fields = new ArrayList<>();
        for (Class<?> c = type; c != Object.class; c = c.getSuperclass())
        {
            for (final Field field : c.getDeclaredFields())
            {
                final String name = name(field);
                if (LEFT_OUT.contains(name) || CAPPED.equals(name))
                {
                    met.add(name);
                }
                if (LEFT_OUT.contains(name))
                {
                    continue;
                }
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return fields.toArray(Field[]::new);
    }

    private static String name(final Field field)
    {
        return field.getDeclaringClass().getSimpleName() + "." + field.getName();
    }

    private void addArray(final Object array)
    {
        if (array instanceof long[] longs)
        {
            put(longs.length);
            for (int i = 0; i < longs.length; i++)
            {
                // Most are zero: the place of each other one is enough.
                if (longs[i] != 0)
                {
                    put(i);
                    put(longs[i]);
                }
            }
            return;
        }
        if (array instanceof int[] ints)
        {
            put(ints.length);
            for (final int value : ints)
            {
                put(value);
            }
            return;
        }
        final int length = Array.getLength(array);
        put(length);
        for (int i = 0; i < length; i++)
        {
            add(Array.get(array, i));
        }
    }

    private void addBytes(final DirectBuffer buffer)
    {
        put(buffer.capacity());
        for (int i = 0; i < buffer.capacity(); i++)
        {
            put(buffer.getByte(i));
        }
    }

    private void addUnordered(final Iterable<?> elements)
    {
        final long outerHigh = high;
        final long outerLow = low;
        long sumHigh = 0;
        long sumLow = 0;
        int count = 0;
        for (final Object element : elements)
        {
            high = SEED_HIGH;
            low = SEED_LOW;
            final IdentityHashMap<Object, Integer> outer = visited;
            visited = new IdentityHashMap<>();
            add(element);
            visited = outer;
            sumHigh += finish(high);
            sumLow += finish(low ^ high);
            count++;
        }
        high = outerHigh;
        low = outerLow;
        put(count);
        put(sumHigh);
        put(sumLow);
    }

    private void put(final long value)
    {
        high = (high ^ value * 0x9e3779b97f4a7c15L) * 0xff51afd7ed558ccdL;
        high ^= high >>> 32;
        low = Long.rotateLeft(low + value * 0xc4ceb9fe1a85ec53L, 29) * 0x9fb21c651e98df25L;
        low ^= low >>> 31;
    }

    /** The finaliser of MurmurHash3 (Appleby, public domain). */
    private static long finish(final long value)
    {
        final long a = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        final long b = (a ^ a >>> 33) * 0xc4ceb9fe1a85ec53L;
        return b ^ b >>> 33;
    }
}
