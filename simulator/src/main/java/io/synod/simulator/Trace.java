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
package io.synod.simulator;

import java.util.function.Consumer;

import io.synod.protocol.Ballot;
import io.synod.protocol.Role;
import io.synod.replica.Replica;
import io.synod.replica.ReplicaView;

/**
 * What happened, as a number that two equal runs share, and on wish as one JSON line a step. The lines that begin with
 * an upper-case {@code "a"} name actions of the model in {@code docs/spec}.
 */
public final class Trace
{
    private static final long PRIME = 0x100000001b3L;

    private final EventQueue events;
    private final Consumer<String> lines;
    private long digest = 0xcbf29ce484222325L;
    private long elections;

    /**
     * An empty trace.
     *
     * @param events of the run.
     * @param lines  where JSON lines go; null if nobody wants them.
     */
    Trace(final EventQueue events, final Consumer<String> lines)
    {
        this.events = events;
        this.lines = lines;
    }

    /**
     * A number that says what happened: FNV-1a over every step.
     *
     * @return equal for equal runs.
     */
    public long digest()
    {
        return digest;
    }

    boolean isWanted()
    {
        return lines != null;
    }

    void line(final String line)
    {
        lines.accept("{\"t\":" + events.nowNs() + "," + line + "}");
    }

    void event(final int memberId, final String action, final long a, final long b)
    {
        mix(memberId * 31L + action.hashCode());
        mix(a * 31 + b);
        if (lines != null)
        {
            line("\"m\":" + memberId + ",\"a\":\"" + action + "\",\"x\":" + a + ",\"y\":" + b);
        }
    }

    void frame(final int from, final int to, final byte[] frame)
    {
        long hash = from * 64L + to;
        for (int i = 0; i < frame.length; i += 3)
        {
            hash = hash * 31 + frame[i];
        }
        mix(hash);
        if (lines != null)
        {
            line("\"f\":" + from + ",\"to\":" + to + ",\"tpl\":" + frame[2]);
        }
    }

    void state(final int memberId, final Replica replica)
    {
        final ReplicaView view = replica.view();
        mix(memberId + (view.promisedBallot() << 8));
        mix(view.acceptedThrough() * 31 + replica.decidedThrough());
        mix(events.nowNs());
    }

    void mix(final long value)
    {
        digest = (digest ^ value) * PRIME;
    }

    void led(final int memberId, final ReplicaView view)
    {
        elections++;
        event(memberId, "Lead", view.ledBallot(), view.fenceOfLed());
    }

    long elections()
    {
        return elections;
    }

    static String ballot(final long ballot)
    {
        return "\"" + Ballot.toString(ballot) + "\"";
    }

    static boolean isLeader(final Replica replica)
    {
        return replica.role() == Role.LEADER;
    }
}
