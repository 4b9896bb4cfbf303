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

import java.nio.ByteBuffer;
import java.util.function.Consumer;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

import io.synod.ReplicatedStateMachine;
import io.synod.host.ResultSink;
import io.synod.transport.StateDigests;

/**
 * What the applier's thread and the replica's thread have to say to each other: two rings and two flags, each with one
 * writer. An answer that finds no room waits here, and the applier with it. Digests that find none are not missed.
 */
final class ApplierMailbox implements ResultSink
{
    /** No command is answered here. */
    static final long NEVER = Long.MAX_VALUE;

    /** A result's own numbers, and its bytes. */
    static final int MAX_RESULT = 24 + ReplicatedStateMachine.Reply.MAX_LENGTH;

    static final int RESULT = 1;
    static final int DIGESTS = 2;

    private static final int TO_REPLICA = 1 << 20;
    private static final int TO_APPLIER = 1 << 17;

    private final OneToOneRingBuffer toReplica = newRing(TO_REPLICA);
    private final OneToOneRingBuffer toApplier = newRing(TO_APPLIER);
    private final UnsafeBuffer peers = new UnsafeBuffer(new byte[8 + 8 * StateDigests.MAX_DIGESTS]);
    private final UnsafeBuffer results = new UnsafeBuffer(new byte[MAX_RESULT]);
    private final Consumer<Throwable> reports;
    /** Of the answer in {@code results} that the ring had no room for; 0 if none waits. */
    private int waitingLength;
    private volatile boolean isTickDue;
    private volatile long answeredFrom = NEVER;

    ApplierMailbox(final Consumer<Throwable> reports)
    {
        this.reports = reports;
    }

    static OneToOneRingBuffer newRing(final int capacity)
    {
        return new OneToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(capacity + RingBufferDescriptor.TRAILER_LENGTH)));
    }

    // By the applier's thread.

    @Override
    public boolean hasRoom()
    {
        if (waitingLength > 0 && toReplica.write(RESULT, results, 0, waitingLength))
        {
            waitingLength = 0;
        }
        return waitingLength == 0;
    }

    @Override
    public void onResult(
        final long sessionId,
        final long requestId,
        final long sequence,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        if (sequence < answeredFrom)
        {
            return;
        }
        results.putLong(0, sessionId);
        results.putLong(8, requestId);
        results.putLong(16, sequence);
        results.putBytes(24, buffer, offset, length);
        waitingLength = 24 + length;
        hasRoom();
    }

    boolean putDigests(
        final MutableDirectBuffer scratch, final long lastSequence, final long[] digests, final int count)
    {
        scratch.putLong(0, lastSequence);
        for (int i = 0; i < count; i++)
        {
            scratch.putLong(8 + 8 * i, digests[i]);
        }
        return toReplica.write(DIGESTS, scratch, 0, 8 + 8 * count);
    }

    int readPeersDigests(final MessageHandler handler)
    {
        return toApplier.read(handler);
    }

    /** Replicated time should move: a timer waits for it. */
    void tickDue(final boolean isDue)
    {
        if (isDue != isTickDue)
        {
            isTickDue = isDue;
        }
    }

    void report(final Throwable problem)
    {
        reports.accept(problem);
    }

    // By the replica's thread.

    /** From which command on this member answers; {@link #NEVER} while another one leads. */
    void answerFrom(final long sequence)
    {
        answeredFrom = sequence;
    }

    int readToReplica(final ControlledMessageHandler handler)
    {
        return toReplica.controlledRead(handler);
    }

    boolean isTickDue()
    {
        return isTickDue;
    }

    void putPeersDigests(
        final int from, final long lastSequence, final int count, final StateDigests.Digests digests)
    {
        peers.putLong(0, lastSequence);
        for (int i = 0; i < count; i++)
        {
            peers.putLong(8 + 8 * i, digests.digest(i));
        }
        // A ring's message has a type from 1 on.
        toApplier.write(from + 1, peers, 0, 8 + 8 * count);
    }

    // The form of digests.

    static long lastSequence(final DirectBuffer buffer, final int index)
    {
        return buffer.getLong(index);
    }

    static int readDigests(final DirectBuffer buffer, final int index, final int length, final long[] into)
    {
        final int count = (length - 8) / 8;
        for (int i = 0; i < count; i++)
        {
            into[i] = buffer.getLong(index + 8 + 8 * i);
        }
        return count;
    }
}
