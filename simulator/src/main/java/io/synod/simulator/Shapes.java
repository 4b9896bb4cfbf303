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
 * Shapes of partitions, with the member that they are about as number 0. Chain, star and constrained are the partial
 * partitions of Ng, Haridi, Carbone: "Omni-Paxos", EuroSys 2023, section 2.
 */
public final class Shapes
{
    /** Number 0 alone. */
    public static final int ISOLATE = 0;
    /** Two halves. */
    public static final int HALVES = 1;
    /** Two halves that both hear number 0. */
    public static final int BRIDGE = 2;
    /** Each hears its two neighbours. */
    public static final int RING = 3;
    /** A line: each hears its neighbours, the ends only one. */
    public static final int CHAIN = 4;
    /** All hear number 0 only: quorum loss for whoever else leads. */
    public static final int STAR = 5;
    /** As the star, and the last one is gone altogether: constrained election. */
    public static final int CONSTRAINED = 6;
    /** Number 0 hears all, and nobody hears it. */
    public static final int MUTE = 7;
    /** Number 0 hears nobody, and all hear it. */
    public static final int DEAF = 8;

    private Shapes()
    {
    }

    /**
     * Whether a link is up in a shape.
     *
     * @param shape its number.
     * @param from  sender, with the centre as 0.
     * @param to    receiver, with the centre as 0.
     * @param n     number of members.
     * @return true if it is.
     */
    public static boolean isUp(final int shape, final int from, final int to, final int n)
    {
        if (from == to)
        {
            return true;
        }
        return switch (shape)
        {
            case ISOLATE -> from != 0 && to != 0;
            case HALVES -> from < n / 2 == to < n / 2;
            case BRIDGE -> from == 0 || to == 0 || from <= n / 2 == to <= n / 2;
            case RING -> Math.floorMod(from - to, n) == 1 || Math.floorMod(to - from, n) == 1;
            case CHAIN -> Math.abs(from - to) == 1;
            case STAR -> from == 0 || to == 0;
            case CONSTRAINED -> (from == 0 || to == 0) && from != n - 1 && to != n - 1;
            case MUTE -> from != 0;
            case DEAF -> to != 0;
            default -> throw new IllegalArgumentException("shape=" + shape + " must be in [0, 8]");
        };
    }
}
