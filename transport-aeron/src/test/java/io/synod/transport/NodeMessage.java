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

/** One of each message between nodes around the core, from member 1 to member 0; some in more than one shape. */
enum NodeMessage
{
    HELLO,
    HELLO_FULL,
    HELLO_STRANGER,
    STATE_DIGEST,
    STATE_DIGEST_FULL,
    STATE_DIGEST_EMPTY;

    static final long OWN_DIGEST = 0x1001;

    boolean send(final GreetingEncoder greeting, final DigestEncoder digest)
    {
        return switch (this)
        {
            case HELLO -> greeting.sendHello(Frames.RECEIVER, true, known(0, 1, 63));
            case HELLO_FULL -> greeting.sendHello(Frames.RECEIVER, false, all());
            case HELLO_STRANGER -> greeting.sendHello(Frames.RECEIVER, true, known());
            case STATE_DIGEST -> digest.sendStateDigest(Frames.RECEIVER, 1002, all(), 3, 2);
            case STATE_DIGEST_FULL -> digest.sendStateDigest(Frames.RECEIVER, 64, all(), 0, 64);
            case STATE_DIGEST_EMPTY -> digest.sendStateDigest(Frames.RECEIVER, 0, all(), 64, 0);
        };
    }

    boolean isHello()
    {
        return this == HELLO || this == HELLO_FULL || this == HELLO_STRANGER;
    }

    byte[] frame()
    {
        final byte[][] sent = new byte[1][];
        final FrameSink sink = into(sent);
        send(new GreetingEncoder(Frames.CLUSTER_ID, Frames.GROUP_ID, Frames.SENDER, OWN_DIGEST, sink),
            new DigestEncoder(Frames.identity(Frames.SENDER), sink));
        return sent[0];
    }

    static FrameSink into(final byte[][] sent)
    {
        return (to, head, headLength, body, bodyOffset, bodyLength) ->
        {
            sent[0] = new byte[headLength + bodyLength];
            head.getBytes(0, sent[0], 0, headLength);
            body.getBytes(bodyOffset, sent[0], headLength, bodyLength);
            return true;
        };
    }

    static long[] known(final int... memberIds)
    {
        final long[] digests = new long[PeerIdentity.DIGESTS_LENGTH];
        for (final int memberId : memberIds)
        {
            digests[memberId] = 0x1000L + memberId;
        }
        return digests;
    }

    static long[] all()
    {
        final long[] digests = new long[PeerIdentity.DIGESTS_LENGTH];
        for (int i = 0; i < digests.length; i++)
        {
            digests[i] = -1L - i;
        }
        return digests;
    }
}
