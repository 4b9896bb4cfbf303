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
package io.synod.transport;

import java.util.ArrayList;
import java.util.List;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A node's adapters, as it routes frames to them; writes down each call, and checks ranges without the codec. */
final class NodeInbox implements Greetings, StateDigests
{
    static final long MEMBERS = 0b111;

    private final GreetingAdapter greetings =
        new GreetingAdapter(Frames.CLUSTER_ID, Frames.GROUP_ID, Frames.RECEIVER, MEMBERS, this);
    private final DigestAdapter digests = new DigestAdapter(Frames.identity(Frames.RECEIVER), this);
    private final List<String> calls = new ArrayList<>();

    List<String> calls()
    {
        return calls;
    }

    boolean onFrame(final DirectBuffer buffer, final int offset, final int length)
    {
        return PeerAdapter.templateId(buffer, offset, length) == DigestAdapter.TEMPLATE_ID ?
            digests.onFrame(buffer, offset, length) : greetings.onFrame(buffer, offset, length);
    }

    boolean deliver(final byte[] frame)
    {
        return onFrame(new UnsafeBuffer(frame), 0, frame.length);
    }

    long count(final Refusal refusal)
    {
        return greetings.count(refusal) + digests.count(refusal);
    }

    private static void that(final boolean holds)
    {
        if (!holds)
        {
            throw new AssertionError("the inbox was given what is out of range");
        }
    }

    @Override
    public void onHello(final int from, final long incarnationDigest, final boolean wantsAnswer, final long[] known)
    {
        that((from == 1 || from == 2) && incarnationDigest != 0 && known.length == 64);
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < known.length; i++)
        {
            text.append(known[i] == 0 ? "" : " " + i + "=" + known[i]);
        }
        calls.add("hello " + from + " " + incarnationDigest + " " + wantsAnswer + text);
    }

    @Override
    public void onStateDigest(final int from, final long lastSequence, final int count, final Digests accessor)
    {
        that((from == 1 || from == 2) && lastSequence >= 0 && lastSequence <= 1L << 62);
        that(count >= 0 && count <= 64 && count <= lastSequence);
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            text.append(' ').append(accessor.digest(i));
        }
        calls.add("stateDigest " + from + " " + lastSequence + text);
    }
}
