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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lets one thread at a time at something, and none any more when it was closed. Who closes it waits for the end of
 * another's turn; in its own turn it is closed when that ends.
 */
final class Turn
{
    private static final int IDLE = 0;
    private static final int TAKEN = 1;
    private static final int CLOSED = 2;
    private static final VarHandle STATE;

    static
    {
        try
        {
            STATE = MethodHandles.lookup().findVarHandle(Turn.class, "state", int.class);
        }
        catch (final ReflectiveOperationException ex)
        {
            throw new ExceptionInInitializerError(ex);
        }
    }

    @SuppressWarnings("UnusedVariable") // By its handle.
    private int state;
    /** Whose turn it is. Only for asking whether it is one's own: that nobody else writes. */
    private Thread owner;
    private boolean isClosing;

    /** Begins a turn, if nobody has one and it is not closed. */
    boolean take()
    {
        if (!STATE.compareAndSet(this, IDLE, TAKEN))
        {
            return false;
        }
        owner = Thread.currentThread();
        return true;
    }

    boolean isMine()
    {
        return owner == Thread.currentThread();
    }

    /** Whether it was closed in the turn that is under way: to be asked by who has it. */
    boolean isClosing()
    {
        return isClosing;
    }

    boolean isClosed()
    {
        return (int)STATE.getAcquire(this) == CLOSED;
    }

    /**
     * Ends a turn.
     *
     * @return true if it was closed in it: who gets this has it for good, and lets go of what it is about.
     */
    boolean giveBack()
    {
        owner = null;
        STATE.setRelease(this, isClosing ? CLOSED : IDLE);
        return isClosing;
    }

    /**
     * No turn begins any more, and none is under way but the caller's own.
     *
     * @return true for one caller: that has it for good, and lets go of what it is about. False if it was closed
     * before, or will be at the end of the caller's turn.
     */
    boolean close()
    {
        if (isMine())
        {
            isClosing = true;
            return false;
        }
        while (!STATE.compareAndSet(this, IDLE, CLOSED))
        {
            if (isClosed())
            {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }
}
