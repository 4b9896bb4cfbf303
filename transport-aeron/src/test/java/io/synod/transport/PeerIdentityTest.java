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

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import io.synod.protocol.ConfigException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PeerIdentityTest
{
    private final long[] digests = new long[PeerIdentity.DIGESTS_LENGTH];

    PeerIdentityTest()
    {
        Arrays.fill(digests, 9);
    }

    private static void refuses(final String message, final Runnable construction)
    {
        assertEquals(message, assertThrows(ConfigException.class, construction::run).getMessage());
    }

    @Test
    void knowsItsMembersAndNobodyElse()
    {
        final PeerIdentity identity = new PeerIdentity(1, 0, 63, 1, 1L << 63 | 0b10, digests);

        assertTrue(identity.isMember(1));
        assertTrue(identity.isMember(63));
        assertFalse(identity.isMember(0));
        assertFalse(identity.isMember(-1));
        assertFalse(identity.isMember(64));
        assertFalse(identity.isMember(65));
    }

    @Test
    void keepsItsOwnCopyOfTheDigests()
    {
        final PeerIdentity identity = new PeerIdentity(1, 0, 0, 1, 1, digests);
        digests[0] = 5;

        assertEquals(9, identity.digest(0));
    }

    @Test
    void refusesWhatCannotWorkAndNamesValueAndLimit()
    {
        refuses("transport.clusterId=0 must not be 0", () -> new PeerIdentity(0, 0, 0, 1, 1, digests));
        refuses("transport.groupId=-1 must be >= 0", () -> new PeerIdentity(1, -1, 0, 1, 1, digests));
        refuses("transport.memberId=64 must be in [0, 63]", () -> new PeerIdentity(1, 0, 64, 1, 1, digests));
        refuses("transport.epoch=0 must be >= 1", () -> new PeerIdentity(1, 0, 0, 0, 1, digests));
        refuses("transport.members=2 must have the bit of memberId=0",
            () -> new PeerIdentity(1, 0, 0, 1, 2, digests));
        refuses("transport.digests.length=3 must be 64", () -> new PeerIdentity(1, 0, 0, 1, 1, new long[3]));
        digests[2] = 0;
        refuses("transport.digests[2]=0 must not be 0 for a member of members=7",
            () -> new PeerIdentity(1, 0, 0, 1, 7, digests));
    }
}
