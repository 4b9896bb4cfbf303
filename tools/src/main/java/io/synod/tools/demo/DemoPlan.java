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
import java.nio.file.Files;
import java.nio.file.Path;

import io.synod.protocol.ConfigException;
import io.synod.tools.cluster.LineFeed;
import io.synod.tools.cluster.Pacer;

/** What is appended, how fast, and when the leader is killed. */
final class DemoPlan
{
    private static final Path STDIN = Path.of("/proc/self/fd/0");
    private static final double KILL_AFTER = 0.4;

    /** Of lines of which nobody knows how many there are. */
    private static final int KILL_AFTER_LINES = 4096;

    private final int seconds;
    private final double wantedRate;
    private final double otherwiseRate;
    private final boolean isKillWanted;
    private LineFeed lines;
    private boolean isPiped;
    private int pipedLines;
    private PipedCommands piped;

    /**
     * A plan.
     *
     * @param seconds       for which is appended.
     * @param wantedRate    commands a second; 0 if the user said none.
     * @param otherwiseRate that of commands that are made.
     * @param isKillWanted  whether the leader is killed.
     */
    DemoPlan(final int seconds, final double wantedRate, final double otherwiseRate, final boolean isKillWanted)
    {
        this.seconds = seconds;
        this.wantedRate = wantedRate;
        this.otherwiseRate = otherwiseRate;
        this.isKillWanted = isKillWanted;
    }

    boolean isKillWanted()
    {
        return isKillWanted;
    }

    /** Begins to read what is piped in, while the members start. */
    void openInput()
    {
        if (!isTerminal())
        {
            lines = LineFeed.of(System.in);
        }
    }

    /** Where the system does not tell, a terminal is read like a pipe: nobody types, and so it is empty. */
    private static boolean isTerminal()
    {
        try
        {
            return Files.isSymbolicLink(STDIN) && Files.readSymbolicLink(STDIN).startsWith("/dev");
        }
        catch (final IOException ex)
        {
            return false;
        }
    }

    /** To be asked when the members are up: by then a pipe has said whether there is something in it. */
    CommandSource source()
    {
        isPiped = lines != null && lines.waiting() > 0;
        pipedLines = isPiped && lines.isRead() ? lines.waiting() : 0;
        if (lines == null || lines.isEnded())
        {
            return new MadeCommands();
        }
        piped = new PipedCommands(lines, isPiped ? null : new MadeCommands());
        return piped;
    }

    /**
     * To be asked at the end: what became of the input that was not appended.
     *
     * @param isCutShort whether the last command that was taken is part of that.
     * @return null if all of it was.
     */
    String leftOut(final boolean isCutShort)
    {
        if (lines != null && lines.problem() != null)
        {
            throw new ConfigException("the lines that are piped in: " + lines.problem().getMessage());
        }
        return piped != null && (piped.isMoreToCome() || piped.isBegun() && isCutShort) ?
            "stopped after " + seconds + " s: further lines were not appended (--seconds)" : null;
    }

    Pacer pacer()
    {
        if (wantedRate > 0)
        {
            return new Pacer(wantedRate);
        }
        if (!isPiped)
        {
            return new Pacer(otherwiseRate);
        }
        return new Pacer(pipedLines == 0 ? 0 : Math.max(1.0 / seconds, (double)pipedLines / seconds));
    }

    /** What is appended, for people. */
    String describe()
    {
        if (!isPiped)
        {
            return "commands of its own, " + Math.round(wantedRate > 0 ? wantedRate : otherwiseRate) +
                " a second for " + seconds + " s" + (piped == null ? "" : ", until lines are piped in");
        }
        return pipedLines == 0 ? "the lines that are piped in, as they come, for " + seconds + " s" :
            "the " + DemoScreen.number(pipedLines) + " lines that are piped in" +
                (wantedRate > 0 ? ", " + Math.round(wantedRate) + " a second" : ", spread over " + seconds + " s");
    }

    /** Piped lines are appended to the last one, if they have an end. */
    boolean isTimeOver(final long elapsedNs)
    {
        return pipedLines == 0 && elapsedNs >= seconds * 1_000_000_000L;
    }

    boolean isKillDue(final long elapsedNs, final int offered)
    {
        return pipedLines == 0 ?
            elapsedNs >= KILL_AFTER * seconds * 1e9 || isPiped && offered >= KILL_AFTER_LINES :
            offered >= (int)(KILL_AFTER * pipedLines);
    }
}
