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
package io.synod.simulator.check;

/** Something that must hold does not. */
public final class Violation extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    private final String invariant;

    /**
     * A violation.
     *
     * @param invariant its name, as in {@code docs/PROTOCOL.md} 9.
     * @param message   what was found.
     */
    public Violation(final String invariant, final String message)
    {
        super(invariant + ": " + message);
        this.invariant = invariant;
    }

    public String invariant()
    {
        return invariant;
    }

    /**
     * Throws unless something holds.
     *
     * @param holds     what must be true.
     * @param invariant its name.
     * @param what      the sentence, if it is not.
     * @param numbers   that belong to it.
     */
    public static void check(final boolean holds, final String invariant, final String what, final long... numbers)
    {
        if (!holds)
        {
            throw new Violation(invariant, what + " " + java.util.Arrays.toString(numbers));
        }
    }
}
