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

/** Checks that are always on. The message is only built when one fails, so that a check costs a comparison. */
public final class Verify
{
    private Verify()
    {
    }

    public static void that(final boolean holds, final String what)
    {
        if (!holds)
        {
            throw new InvariantViolation(what);
        }
    }

    /**
     * As {@link #that(boolean, String)}, with the two numbers that should have fitted together.
     *
     * @param holds what must be true.
     * @param what  the rule, in words.
     * @param a     the first number.
     * @param b     the second number.
     */
    public static void that(final boolean holds, final String what, final long a, final long b)
    {
        if (!holds)
        {
            throw violation(what, a, b);
        }
    }

    private static InvariantViolation violation(final String what, final long a, final long b)
    {
        return new InvariantViolation(what + ": " + a + ", " + b);
    }
}
