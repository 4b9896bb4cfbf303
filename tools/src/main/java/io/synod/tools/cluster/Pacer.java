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

import io.synod.protocol.ConfigException;

/**
 * When the next one is due, so that there are so many a second whatever happens to those before: times are counted from
 * when one was due, not from when there was room for it. One thread.
 */
public final class Pacer
{
    private static final double SECOND_NS = 1e9;

    private final double perSecond;
    private long startNs;
    private long taken;

    /**
     * A pace.
     *
     * @param perSecond 0: as quickly as it goes.
     */
    public Pacer(final double perSecond)
    {
        this.perSecond = perSecond;
    }

    /**
     * Reads a rate.
     *
     * @param text as in 1000, 1000/s or 2k/s.
     * @return a second.
     */
    public static double rateOf(final String text)
    {
        final String number = text.strip().replaceFirst("/s$", "");
        final boolean isThousands = number.endsWith("k");
        try
        {
            final double rate =
                Double.parseDouble(isThousands ? number.substring(0, number.length() - 1) : number) *
                    (isThousands ? 1000 : 1);
            if (rate > 0 && rate <= SECOND_NS)
            {
                return rate;
            }
        }
        catch (final NumberFormatException ex)
        {
            throw refusal(text);
        }
        throw refusal(text);
    }

    private static ConfigException refusal(final String text)
    {
        return new ConfigException("--rate " + text + " must be a number a second above 0, as in 1000/s");
    }

    /**
     * From when it counts.
     *
     * @param nowNs monotonic clock.
     */
    public void start(final long nowNs)
    {
        startNs = nowNs;
        taken = 0;
    }

    /**
     * When the next one is due.
     *
     * @param nowNs monotonic clock.
     * @return {@code nowNs} if there is no rate.
     */
    public long dueNs(final long nowNs)
    {
        return perSecond == 0 ? nowNs : startNs + (long)(taken * (SECOND_NS / perSecond));
    }

    /**
     * The next one is due now, and the others follow it.
     *
     * @param nowNs monotonic clock.
     */
    public void hurry(final long nowNs)
    {
        startNs -= Math.max(0, dueNs(nowNs) - nowNs);
    }

    /** The one that was due is done. */
    public void take()
    {
        taken++;
    }
}
