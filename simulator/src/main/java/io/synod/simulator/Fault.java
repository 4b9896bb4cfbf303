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
 * One planned fault. The plan is drawn before the run, so that faults can be left out one by one when a failure is
 * shrunk.
 *
 * @param number its place in the plan.
 * @param timeNs when.
 * @param kind   what.
 * @param member whom it strikes; the first end of a link.
 * @param other  the other end of a link; else a further choice.
 * @param amount of time, or a fraction in millionths.
 */
public record Fault(int number, long timeNs, Kind kind, int member, int other, long amount)
{
    /** What can go wrong. */
    public enum Kind
    {
        /** The member dies and starts again after {@code amount}; how much unforced data is left is drawn then. */
        CRASH,
        /** The member dies at its {@code other}-th call of a port from now. */
        CRASH_INSIDE,
        /** All members die. */
        CRASH_ALL,
        /** The member does nothing for {@code amount}. */
        PAUSE,
        /** The link from member to other is cut in this direction. */
        CUT_ONE_WAY,
        /** The link between member and other is cut. */
        CUT,
        /** Whoever leads is cut off, and all other links work. */
        CUT_LEADER,
        /** All links change to a shape around the member; {@code other} says which. */
        SHAPE,
        /** Member and other hear each other again. */
        HEAL,
        /** All links work again. */
        HEAL_ALL,
        /** The link flaps. */
        FLAP,
        /** The member's wall clock steps by {@code amount}. */
        CLOCK_STEP,
        /** Forces take {@code amount} longer for a while. */
        SLOW_DISK,
        /** The next force fails: the member ends. */
        FAILING_DISK,
        /** The journal has no room for {@code amount} of time. */
        FULL_DISK,
        /** The member dies, and its disk has lost a durable record: its body, or, if {@code other} is 0, its header. */
        ROT,
        /** The leader is asked to hand over to {@code other}. */
        HAND_OVER,
        /** The member is told to campaign. */
        CAMPAIGN,
        /** The leader closes a session, whoever is there. */
        EXPIRE,
        /** The link between the member and client {@code other} is cut for {@code amount}. */
        CLIENT_CUT,
        /** What is under way on it is lost: on the streams that the upper half of {@code other} says. */
        CLIENT_LOSS,
        /** Client {@code other} stands still for {@code amount}. */
        CLIENT_PAUSE,
        /** Client {@code other} dies. */
        CLIENT_VANISH
    }
}
