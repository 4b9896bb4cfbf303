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
package io.synod.bench.load;

import java.util.Properties;

import org.agrona.BitUtil;

/**
 * What one client does to a cluster.
 *
 * @param kind          how it paces itself.
 * @param payload       bytes of a command; at least 8.
 * @param window        commands that may be without an acknowledgement at once.
 * @param rate          commands a second, for those that have one.
 * @param warmUpSeconds of the same load before anything counts.
 * @param seconds       that count.
 * @param stopped       followers that stand still in the time that counts.
 */
public record Load(Kind kind, int payload, int window, double rate, int warmUpSeconds, int seconds, int stopped)
{
    /** Commands whose times are remembered at once. */
    public static final int MAX_WINDOW = 1 << 20;

    /** How a client paces itself. */
    public enum Kind
    {
        /** As many as the window lets it; each counts from when it was offered. */
        WINDOW,
        /** By the clock, whatever the cluster does; each counts from when it should have been offered. */
        OPEN,
        /** By the clock too, while the leader is killed. */
        FAIL_OVER
    }

    public Load
    {
        if (payload < BitUtil.SIZE_OF_LONG || payload > 1 << 20)
        {
            throw new IllegalArgumentException("payload=" + payload + " must be in [8, 1048576]");
        }
        if (window < 1 || window > MAX_WINDOW)
        {
            throw new IllegalArgumentException("window=" + window + " must be in [1, " + MAX_WINDOW + "]");
        }
        if (kind != Kind.WINDOW && !(rate >= 1 && rate <= 1e8))
        {
            throw new IllegalArgumentException("rate=" + rate + " must be in [1, 100000000]");
        }
        if (seconds < 1 || warmUpSeconds < 0)
        {
            throw new IllegalArgumentException(
                "seconds=" + seconds + " must be >= 1 and warmUpSeconds=" + warmUpSeconds + " >= 0");
        }
        if (stopped < 0)
        {
            throw new IllegalArgumentException("stopped=" + stopped + " must be >= 0");
        }
    }

    /**
     * A load of a cluster that is whole.
     *
     * @param kind          how it paces itself.
     * @param payload       bytes of a command; at least 8.
     * @param window        commands that may be without an acknowledgement at once.
     * @param rate          commands a second, for those that have one.
     * @param warmUpSeconds of the same load before anything counts.
     * @param seconds       that count.
     */
    public Load(
        final Kind kind,
        final int payload,
        final int window,
        final double rate,
        final int warmUpSeconds,
        final int seconds)
    {
        this(kind, payload, window, rate, warmUpSeconds, seconds, 0);
    }

    /**
     * The same with followers that stand still.
     *
     * @param followers so many.
     * @return a new load.
     */
    public Load withStopped(final int followers)
    {
        return new Load(kind, payload, window, rate, warmUpSeconds, seconds, followers);
    }

    /**
     * One command at a time and no other before its acknowledgement.
     *
     * @param payload       bytes.
     * @param warmUpSeconds before anything counts.
     * @param seconds       that count.
     * @return the load.
     */
    public static Load closed(final int payload, final int warmUpSeconds, final int seconds)
    {
        return new Load(Kind.WINDOW, payload, 1, 0, warmUpSeconds, seconds);
    }

    /**
     * Read back.
     *
     * @param from written by {@link #write}.
     * @return the load.
     */
    public static Load read(final Properties from)
    {
        return new Load(
            Kind.valueOf(from.getProperty("kind")),
            Integer.parseInt(from.getProperty("payload")),
            Integer.parseInt(from.getProperty("window")),
            Double.parseDouble(from.getProperty("rate")),
            Integer.parseInt(from.getProperty("warmUpSeconds")),
            Integer.parseInt(from.getProperty("seconds")),
            Integer.parseInt(from.getProperty("stopped")));
    }

    /**
     * For another process.
     *
     * @param to gets it.
     */
    public void write(final Properties to)
    {
        to.setProperty("kind", kind.name());
        to.setProperty("payload", Integer.toString(payload));
        to.setProperty("window", Integer.toString(window));
        to.setProperty("rate", Double.toString(rate));
        to.setProperty("warmUpSeconds", Integer.toString(warmUpSeconds));
        to.setProperty("seconds", Integer.toString(seconds));
        to.setProperty("stopped", Integer.toString(stopped));
    }

    /**
     * In words for tables.
     *
     * @return short.
     */
    public String describe()
    {
        final String commands = payload + " B, ";
        final String without = stopped == 0 ? "" : ", followers stopped: " + stopped;
        return commands + switch (kind)
        {
            case WINDOW -> window == 1 ? "one in flight" : window + " in flight";
            case OPEN -> String.format("%,.0f/s", rate);
            case FAIL_OVER -> String.format("leader killed at %,.0f/s", rate);
        } + without;
    }
}
