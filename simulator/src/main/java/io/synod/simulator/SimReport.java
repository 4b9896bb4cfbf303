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

/**
 * What came of a run.
 *
 * @param seed        of the run.
 * @param failure     null if nothing was found; else what, beginning with the name of the invariant.
 * @param digest      of the trace.
 * @param virtualNs   time that passed inside.
 * @param steps       of all members.
 * @param elections   leaders that began to lead.
 * @param crashes     of all members.
 * @param linkChanges directions of links that were cut or healed.
 * @param commands    in the order.
 * @param slots       in the order.
 * @param messages    sent.
 * @param leaderLate  whether the healed core had its leader only after more than 4 leader timeouts.
 */
public record SimReport(
    long seed,
    String failure,
    long digest,
    long virtualNs,
    long steps,
    long elections,
    long crashes,
    long linkChanges,
    long commands,
    long slots,
    long messages,
    boolean leaderLate)
{
    public boolean isFailure()
    {
        return failure != null;
    }

    /**
     * The name of the invariant that was broken.
     *
     * @return null if none was.
     */
    public String invariant()
    {
        return failure == null ? null : failure.substring(0, Math.max(0, failure.indexOf(':')));
    }
}
