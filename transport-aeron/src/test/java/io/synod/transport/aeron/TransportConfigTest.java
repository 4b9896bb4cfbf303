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
package io.synod.transport.aeron;

import org.junit.jupiter.api.Test;

import io.synod.protocol.ConfigException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class TransportConfigTest
{
    private final TransportConfig config = TransportConfig.defaults();

    private static void refuses(final String message, final Runnable construction)
    {
        assertEquals(message, assertThrows(ConfigException.class, construction::run).getMessage());
    }

    @Test
    void changesOneOptionAtATime()
    {
        final TransportConfig changed = config
            .withDriverMode(DriverMode.SHARED)
            .withDriverDirectory("d")
            .withPeerTermLength(1 << 21)
            .withRequestTermLength(1 << 22)
            .withAnswersTermLength(1 << 23)
            .withCommandsTermLength(1 << 24)
            .withMtuLength(1024)
            .withLoopbackMtuLength(2048)
            .withSocketBufferLength(1 << 20)
            .withReceiverWindowLength(1 << 19);

        assertEquals(new TransportConfig(DriverMode.SHARED, "d", 1 << 21, 1 << 22, 1 << 23, 1 << 24, 1024, 2048,
            1 << 20, 1 << 19), changed);
        assertEquals(changed.withDriverMode(DriverMode.EXTERNAL), changed.withExternalDriver("d"));
        assertEquals(2 << 20, TransportConfig.maxFrameLength(config.peerTermLength()));
    }

    @Test
    void refusesTermsThatAeronDoesNotHave()
    {
        refuses("transport.peerTermLength=65537 must be a power of two in [65536, 1073741824]",
            () -> config.withPeerTermLength(65537));
        refuses("transport.requestTermLength=32768 must be a power of two in [65536, 1073741824]",
            () -> config.withRequestTermLength(32768));
        refuses("transport.answersTermLength=0 must be a power of two in [65536, 1073741824]",
            () -> config.withAnswersTermLength(0));
        refuses("transport.commandsTermLength=-2147483648 must be a power of two in [65536, 1073741824]",
            () -> config.withCommandsTermLength(1 << 31));
    }

    @Test
    void refusesDatagramsThatNobodyCarries()
    {
        refuses("transport.mtuLength=1400 must be a multiple of 32 in [512, 65504]", () -> config.withMtuLength(1400));
        refuses("transport.mtuLength=480 must be a multiple of 32 in [512, 65504]", () -> config.withMtuLength(480));
        refuses("transport.loopbackMtuLength=65536 must be a multiple of 32 in [512, 65504]",
            () -> config.withLoopbackMtuLength(65536));
    }

    @Test
    void refusesOptionsThatContradictEachOther()
    {
        refuses("transport.driverDirectory is empty, must be that of the running driver if driverMode=EXTERNAL",
            () -> config.withDriverMode(DriverMode.EXTERNAL));
        refuses("transport.receiverWindowLength=3000000 must be <= socketBufferLength=2097152",
            () -> config.withReceiverWindowLength(3_000_000));
        refuses("transport.receiverWindowLength=524288 must be <= peerTermLength/2=262144",
            () -> config.withPeerTermLength(512 << 10));
        refuses("transport.mtuLength=1408 must be <= receiverWindowLength=1000",
            () -> config.withReceiverWindowLength(1000));
        refuses("transport.loopbackMtuLength=8192 must be <= receiverWindowLength=2000",
            () -> config.withLoopbackMtuLength(8192).withReceiverWindowLength(2000));
        refuses("transport.socketBufferLength=1073741825 must be <= limit=1073741824",
            () -> config.withSocketBufferLength((1 << 30) + 1));
    }
}
