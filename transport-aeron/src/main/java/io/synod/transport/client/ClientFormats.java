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
package io.synod.transport.client;

import io.synod.codecs.client.AcksDecoder;
import io.synod.codecs.client.AppendDecoder;
import io.synod.codecs.client.AskOutcomeDecoder;
import io.synod.codecs.client.AskStatusDecoder;
import io.synod.codecs.client.ClientHeaderDecoder;
import io.synod.codecs.client.CloseSessionDecoder;
import io.synod.codecs.client.CommandsDecoder;
import io.synod.codecs.client.ConnectDecoder;
import io.synod.codecs.client.DisconnectDecoder;
import io.synod.codecs.client.ExpectedDecoder;
import io.synod.codecs.client.FeedStateDecoder;
import io.synod.codecs.client.KeepAliveDecoder;
import io.synod.codecs.client.MemberStateDecoder;
import io.synod.codecs.client.OpenSessionDecoder;
import io.synod.codecs.client.OutcomeDecoder;
import io.synod.codecs.client.ResultDecoder;
import io.synod.codecs.client.SessionClosedDecoder;
import io.synod.codecs.client.SessionOpenedDecoder;
import io.synod.codecs.client.StatusDecoder;
import io.synod.codecs.client.SubscribeDecoder;
import io.synod.codecs.client.UnsubscribeDecoder;
import io.synod.transport.FrameFormat;

/** The messages of the client schema, by the stream they flow on. */
final class ClientFormats
{
    static final FrameFormat REQUESTS = format()
        .withBody(ConnectDecoder.TEMPLATE_ID, ConnectDecoder.BLOCK_LENGTH)
        .with(DisconnectDecoder.TEMPLATE_ID, DisconnectDecoder.BLOCK_LENGTH)
        .with(KeepAliveDecoder.TEMPLATE_ID, KeepAliveDecoder.BLOCK_LENGTH)
        .with(OpenSessionDecoder.TEMPLATE_ID, OpenSessionDecoder.BLOCK_LENGTH)
        .withBody(AppendDecoder.TEMPLATE_ID, AppendDecoder.BLOCK_LENGTH)
        .with(CloseSessionDecoder.TEMPLATE_ID, CloseSessionDecoder.BLOCK_LENGTH)
        .with(AskOutcomeDecoder.TEMPLATE_ID, AskOutcomeDecoder.BLOCK_LENGTH)
        .with(SubscribeDecoder.TEMPLATE_ID, SubscribeDecoder.BLOCK_LENGTH)
        .with(UnsubscribeDecoder.TEMPLATE_ID, UnsubscribeDecoder.BLOCK_LENGTH)
        .with(AskStatusDecoder.TEMPLATE_ID, AskStatusDecoder.BLOCK_LENGTH);

    static final FrameFormat ANSWERS = format()
        .with(MemberStateDecoder.TEMPLATE_ID, MemberStateDecoder.BLOCK_LENGTH)
        .with(SessionOpenedDecoder.TEMPLATE_ID, SessionOpenedDecoder.BLOCK_LENGTH)
        .withGroup(AcksDecoder.TEMPLATE_ID, AcksDecoder.BLOCK_LENGTH,
            AcksDecoder.RunsDecoder.sbeBlockLength(), AckRuns.MAX_RUNS)
        .with(ExpectedDecoder.TEMPLATE_ID, ExpectedDecoder.BLOCK_LENGTH)
        .with(SessionClosedDecoder.TEMPLATE_ID, SessionClosedDecoder.BLOCK_LENGTH)
        .with(OutcomeDecoder.TEMPLATE_ID, OutcomeDecoder.BLOCK_LENGTH)
        .withBody(ResultDecoder.TEMPLATE_ID, ResultDecoder.BLOCK_LENGTH)
        .withGroup(StatusDecoder.TEMPLATE_ID, StatusDecoder.BLOCK_LENGTH,
            StatusDecoder.MembersDecoder.sbeBlockLength(), MemberStatus.MAX_PEERS);

    static final FrameFormat COMMANDS = format()
        .with(FeedStateDecoder.TEMPLATE_ID, FeedStateDecoder.BLOCK_LENGTH)
        .withBody(CommandsDecoder.TEMPLATE_ID, CommandsDecoder.BLOCK_LENGTH);

    private ClientFormats()
    {
    }

    private static FrameFormat format()
    {
        return FrameFormat.checkedWhole(
            ClientHeaderDecoder.SCHEMA_ID, ClientHeaderDecoder.SCHEMA_VERSION, ClientHeaderDecoder.ENCODED_LENGTH);
    }
}
