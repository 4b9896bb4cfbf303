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
package io.synod;

import org.agrona.DirectBuffer;

/**
 * Appends commands to the order, in a session of its own: each command is in the order at most once, and in the order
 * in which it was offered, whatever fails. It finds the leader and follows it, and sends again what was not answered.
 * One thread, which polls often: nothing happens between two polls.
 */
public interface Appender extends AutoCloseable
{
    /** No member was reached yet, or none leads: poll, and try again. */
    long NOT_CONNECTED = -1;

    /** As many commands, or bytes, wait for their acknowledgement as there is room for: poll, and try again. */
    long BACK_PRESSURED = -2;

    /** The command is longer than {@link #maxCommandLength}. */
    long TOO_LONG = -3;

    /** The appender was closed. */
    long CLOSED = -4;

    /** The leader's disk has no room for more: what waits is appended when there is room. */
    long JOURNAL_FULL = -5;

    /** As many sessions are open as {@code limits.maxSessions} of the members allows. */
    long SESSION_LIMIT = -8;

    /** As many clients are connected as {@code maxConnections} of the members allows. */
    long CONNECTION_LIMIT = -9;

    /** Outcome of a request that has not been acknowledged yet. */
    long PENDING = 0;

    /** Outcome of a request whose session ended before it was acknowledged. */
    long UNKNOWN = -6;

    /** Outcome of a request so long ago that it is not remembered. */
    long FORGOTTEN = -7;

    /**
     * Offers a command.
     *
     * @param buffer read during the call.
     * @param offset of the command.
     * @param length from 0 to {@link #maxCommandLength}.
     * @return a request id: from 1, one more for each command; or a negative code: nothing was done then.
     */
    long offer(DirectBuffer buffer, int offset, int length);

    /**
     * Does what there is to do: sends, receives, finds the leader.
     *
     * @param handler told what became of requests.
     * @return things done; 0 if there was nothing to do.
     */
    int poll(AckHandler handler);

    /**
     * What is known of a request.
     *
     * @param requestId that {@link #offer} gave.
     * @return its sequence; or {@link #PENDING}, {@link #UNKNOWN}, {@link #FORGOTTEN}, or {@link #TOO_LONG} if it was
     * refused after all.
     */
    long outcomeOf(long requestId);

    /**
     * Whether commands can be offered now.
     *
     * @return true if a session is open and a leader known.
     */
    boolean isConnected();

    /**
     * What stands in the way of any command now.
     *
     * @return a code: {@link #NOT_CONNECTED}, {@link #SESSION_LIMIT}, {@link #CONNECTION_LIMIT}, {@link #JOURNAL_FULL},
     * {@link #CLOSED}; 0 if nothing does. {@link #describe} has words for it.
     */
    long obstacle();

    /**
     * A code in words, with what to do.
     *
     * @param code that {@link #offer}, {@link #obstacle} or {@link #outcomeOf} gave.
     * @return a sentence without its full stop.
     */
    static String describe(final long code)
    {
        if (code >= PENDING)
        {
            return code == PENDING ? "nothing is known yet" : "it is in the order at " + code;
        }
        return switch ((int)code)
        {
            case (int)NOT_CONNECTED -> "no member leads, or none is reached, or they refuse this client " +
                "(clusterName, ids in members, version): 'synod doctor' says why";
            case (int)BACK_PRESSURED -> "as many wait for their acknowledgement as there is room for: poll, try again";
            case (int)TOO_LONG -> "the limit is the least of limits.maxCommandLength of the members and what fits a " +
                "frame, an eighth of transport.requestTermLength of the client: shorten the command, or raise them";
            case (int)CLOSED -> "the appender was closed: ask for a new one";
            case (int)JOURNAL_FULL -> "the leader's disk has no room for more: make room, what waits goes on then";
            case (int)UNKNOWN -> "its session ended before it was acknowledged: it is in the order once, or not at all";
            case (int)FORGOTTEN -> "it is so long ago that its outcome is not remembered";
            case (int)SESSION_LIMIT -> "as many sessions are open as limits.maxSessions of the members allows: close " +
                "clients, wait until those of dead ones expire (sessionTimeout), or raise it";
            case (int)CONNECTION_LIMIT -> "as many clients are connected as maxConnections of the members allows: " +
                "close some, wait until dead ones are forgotten (sessionTimeout), or raise it";
            default -> "code " + code + " is none of an appender's";
        };
    }

    /**
     * Requests that are not acknowledged yet.
     *
     * @return from 0.
     */
    int inFlight();

    /**
     * Bytes that a command may have.
     *
     * @return as the leader says, what the client was configured for before it was reached; less if a frame of
     * {@code transport.requestTermLength} of the client, an eighth of it, holds less.
     */
    int maxCommandLength();

    /**
     * The member that leads, as far as this client knows.
     *
     * @return -1 if none is known.
     */
    int leaderMemberId();

    /**
     * Ends the session and lets go of everything. What was not acknowledged stays unknown. By any thread: waits for the
     * end of a poll; in a handler, it comes at the end of the poll.
     */
    @Override
    void close();
}
