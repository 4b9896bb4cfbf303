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
package io.synod.node;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.synod.protocol.ConfigException;

/** Reads options by their names, and remembers which it was asked for: whatever else is given is a mistake. */
final class PropertyReader
{
    private static final Map<String, Long> DURATIONS = Map.of(
        "ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L, "min", 60_000_000_000L, "", 1L);
    private static final Map<String, Long> SIZES = Map.of("", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30);
    private static final String DURATION_FORM =
        "must be a duration: a number with ns, us, ms, s or min behind it, as in 50ms; nanoseconds without";
    private static final String NUMBER_FORM = "must be a number; k, m or g behind it stand for 1024, 1024^2, 1024^3";

    private final Properties properties;
    private final Set<String> known = new TreeSet<>();

    PropertyReader(final Properties properties)
    {
        this.properties = properties;
    }

    private String value(final String name)
    {
        known.add(name);
        final String value = properties.getProperty(name);
        return value == null ? null : value.strip();
    }

    /**
     * An option that has to be given.
     *
     * @param name    of the option.
     * @param example of a value.
     */
    String required(final String name, final String example)
    {
        final String value = value(name);
        if (value == null || value.isEmpty())
        {
            throw new ConfigException(name + " is missing: give it, as in " + name + "=" + example);
        }
        return value;
    }

    String text(final String name, final String otherwise)
    {
        final String value = value(name);
        return value == null ? otherwise : value;
    }

    long durationNs(final String name, final long otherwise)
    {
        return scaled(name, otherwise, DURATIONS, DURATION_FORM);
    }

    long longNumber(final String name, final long otherwise)
    {
        return scaled(name, otherwise, SIZES, NUMBER_FORM);
    }

    int number(final String name, final int otherwise)
    {
        final long value = longNumber(name, otherwise);
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE)
        {
            throw new ConfigException(name + "=" + properties.getProperty(name) + " must be <= " + Integer.MAX_VALUE);
        }
        return (int)value;
    }

    private long scaled(final String name, final long otherwise, final Map<String, Long> units, final String form)
    {
        final String value = value(name);
        if (value == null)
        {
            return otherwise;
        }
        final String digits = value.replaceFirst("[A-Za-z]*$", "").strip();
        final Long unit = units.get(value.substring(value.length() - lettersBehind(value)).toLowerCase(Locale.ROOT));
        if (unit == null || !digits.replace("_", "").matches("-?[0-9]{1,18}"))
        {
            throw new ConfigException(name + "=" + value + " " + form);
        }
        try
        {
            return Math.multiplyExact(Long.parseLong(digits.replace("_", "")), unit);
        }
        catch (final ArithmeticException ex)
        {
            throw new ConfigException(name + "=" + value + " is too large");
        }
    }

    private static int lettersBehind(final String value)
    {
        int letters = 0;
        while (letters < value.length() && Character.isLetter(value.charAt(value.length() - 1 - letters)))
        {
            letters++;
        }
        return letters;
    }

    <E extends Enum<E>> E choice(final String name, final E otherwise)
    {
        final String value = value(name);
        if (value == null)
        {
            return otherwise;
        }
        final E[] choices = otherwise.getDeclaringClass().getEnumConstants();
        for (final E choice : choices)
        {
            if (choice.name().equalsIgnoreCase(value))
            {
                return choice;
            }
        }
        throw new ConfigException(name + "=" + value + " must be one of " + Arrays.stream(choices)
            .map(choice -> choice.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")));
    }

    /** To be called when all options were asked for. */
    void refuseUnknown()
    {
        for (final String name : new TreeSet<>(properties.stringPropertyNames()))
        {
            if (!known.contains(name))
            {
                throw new ConfigException(name + "=" + properties.getProperty(name) +
                    " is no option; there are " + String.join(", ", known));
            }
        }
    }
}
