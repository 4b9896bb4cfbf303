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
package io.synod.node;

/** Members have come to different states from the same commands: the state machine uses more than it is given. */
public final class DivergenceFault extends RuntimeException
{
    private static final long serialVersionUID = 1;

    private final int memberId;
    private final long sequence;

    DivergenceFault(final int memberId, final long sequence, final String what)
    {
        super("member " + memberId + " has diverged by command " + sequence + ": " + what +
            ". Read that command with: synod tail --from " + sequence + " --limit 1");
        this.memberId = memberId;
        this.sequence = sequence;
    }

    public int memberId()
    {
        return memberId;
    }

    /**
     * The first command after which the states are known to differ.
     *
     * @return sequence.
     */
    public long sequence()
    {
        return sequence;
    }
}
