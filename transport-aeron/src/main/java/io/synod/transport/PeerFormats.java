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

import io.synod.codecs.peer.AcceptDecoder;
import io.synod.codecs.peer.AcceptedDecoder;
import io.synod.codecs.peer.FetchDecoder;
import io.synod.codecs.peer.FillDecoder;
import io.synod.codecs.peer.FrameHeaderDecoder;
import io.synod.codecs.peer.GapDecoder;
import io.synod.codecs.peer.HandOverDecoder;
import io.synod.codecs.peer.HeartbeatDecoder;
import io.synod.codecs.peer.HelloDecoder;
import io.synod.codecs.peer.NackDecoder;
import io.synod.codecs.peer.PrepareDecoder;
import io.synod.codecs.peer.PromiseDecoder;
import io.synod.codecs.peer.ReAcceptDecoder;
import io.synod.codecs.peer.StateDigestDecoder;
import io.synod.protocol.PromisePart;

/** The messages of the peer schema, by who reads them. */
final class PeerFormats
{
    /** What the core takes. */
    static final FrameFormat CORE = format()
        .with(PrepareDecoder.TEMPLATE_ID, PrepareDecoder.BLOCK_LENGTH)
        .withGroup(PromiseDecoder.TEMPLATE_ID, PromiseDecoder.BLOCK_LENGTH,
            PromiseDecoder.HeadersDecoder.sbeBlockLength(), PromisePart.MAX_HEADERS)
        .withBody(AcceptDecoder.TEMPLATE_ID, AcceptDecoder.BLOCK_LENGTH)
        .with(ReAcceptDecoder.TEMPLATE_ID, ReAcceptDecoder.BLOCK_LENGTH)
        .with(AcceptedDecoder.TEMPLATE_ID, AcceptedDecoder.BLOCK_LENGTH)
        .with(GapDecoder.TEMPLATE_ID, GapDecoder.BLOCK_LENGTH)
        .with(NackDecoder.TEMPLATE_ID, NackDecoder.BLOCK_LENGTH)
        .with(HeartbeatDecoder.TEMPLATE_ID, HeartbeatDecoder.BLOCK_LENGTH)
        .with(FetchDecoder.TEMPLATE_ID, FetchDecoder.BLOCK_LENGTH)
        .withBody(FillDecoder.TEMPLATE_ID, FillDecoder.BLOCK_LENGTH)
        .with(HandOverDecoder.TEMPLATE_ID, HandOverDecoder.BLOCK_LENGTH);

    /** What is said before members know each other. */
    static final FrameFormat GREETINGS = format()
        .withGroup(HelloDecoder.TEMPLATE_ID, HelloDecoder.BLOCK_LENGTH,
            HelloDecoder.KnownDecoder.sbeBlockLength(), PeerIdentity.DIGESTS_LENGTH);

    /** What state machines have come to. */
    static final FrameFormat STATE_DIGESTS = format()
        .withGroup(StateDigestDecoder.TEMPLATE_ID, StateDigestDecoder.BLOCK_LENGTH,
            StateDigestDecoder.DigestsDecoder.sbeBlockLength(), StateDigests.MAX_DIGESTS);

    private PeerFormats()
    {
    }

    private static FrameFormat format()
    {
        return FrameFormat.checkedWithoutBody(
            FrameHeaderDecoder.SCHEMA_ID, FrameHeaderDecoder.SCHEMA_VERSION, FrameHeaderDecoder.ENCODED_LENGTH);
    }
}
