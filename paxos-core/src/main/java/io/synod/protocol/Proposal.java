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
package io.synod.protocol;

/**
 * What {@code Replica.offer} and its relatives answer: a positive number is where the thing stands in the order, a
 * negative one says why nothing was done. A negative answer never leaves anything half-done.
 */
public final class Proposal
{
    /** This member does not lead: ask the leader. */
    public static final long NOT_LEADER = -1;

    /** As many slots or bytes are undecided as the window allows: try again later. */
    public static final long WINDOW_FULL = -2;

    /** The journal has no room: reads go on, try again when there is space. */
    public static final long JOURNAL_FULL = -3;

    /** The command is longer than {@code maxCommandLength}. */
    public static final long TOO_LONG = -4;

    /** The session is not open here: never opened, closed or expired. */
    public static final long SESSION_UNKNOWN = -5;

    /** The request id is not the one after the session's last: an earlier request has not come yet. */
    public static final long REQUEST_GAP = -6;

    /** The request is in the log, but so far back that its sequence is no longer remembered. */
    public static final long REQUEST_FORGOTTEN = -7;

    /** Leadership is being handed over: ask the next leader. */
    public static final long HANDING_OVER = -8;

    /** As many sessions are open as {@code maxSessions} allows. */
    public static final long SESSION_LIMIT = -9;

    /** Leadership can only be handed to another voter. */
    public static final long NOT_A_VOTER = -10;

    private Proposal()
    {
    }
}
