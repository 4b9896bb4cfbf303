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

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.synod.protocol.ConfigException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MemberAddressesTest
{
    @Test
    void readsNamesAndAddressesOfBothFamilies()
    {
        final MemberAddresses members = MemberAddresses.parse("2=host-name:20130, 0=127.0.0.1:20110,63=[::1]:20120");

        assertEquals(new MemberAddress(63, "::1", 20120), members.address(63));
        assertEquals("aeron:udp?endpoint=127.0.0.1:20110", members.channel(0));
        assertEquals("aeron:udp?endpoint=[::1]:20120", members.channel(63));
        assertEquals("aeron:udp?endpoint=host-name:20130", members.channel(2));
        assertEquals(1L << 63 | 0b101, members.members());
        assertEquals("0=127.0.0.1:20110,2=host-name:20130,63=[::1]:20120", members.toString());
        assertTrue(members.contains(63));
        assertFalse(members.contains(1));
        assertFalse(members.contains(64));
        assertFalse(members.contains(-1));
    }

    @Test
    void isReadFromWhatItPrints()
    {
        final MemberAddresses members = MemberAddresses.parse("5=[fd00::2%eth0]:1,1=a.b_c:65535");
        final List<MemberAddress> addresses = new ArrayList<>();
        MemberAddresses.parse(members.toString()).forEach(addresses::add);

        assertEquals(List.of(members.address(1), members.address(5)), addresses);
        assertEquals(members.toString(), MemberAddresses.of(addresses).toString());
    }

    @Test
    void knowsLoopbackWhenItSeesIt()
    {
        assertTrue(new MemberAddress(0, "127.1.2.3", 1).isLoopback());
        assertTrue(new MemberAddress(0, "Localhost", 1).isLoopback());
        assertTrue(new MemberAddress(0, "::1", 1).isLoopback());
        assertFalse(new MemberAddress(0, "127.example", 1).isLoopback());
        assertFalse(new MemberAddress(0, "10.127.0.0", 1).isLoopback());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                | members: is empty, must be id=host:port, with commas between
        0=a:1,            | members: '' must be id=host:port, with commas between
        0=a:1,b:2         | members: 'b:2' must be id=host:port, with commas between
        x=a:1             | members: 'x=a:1' has id 'x', must be a number in [0, 63]
        64=a:1            | members: '64=a:1' has id '64', must be a number in [0, 63]
        -1=a:1            | members: '-1=a:1' has id '-1', must be a number in [0, 63]
        0=a               | members: '0=a' has no port, must be host:port
        0=a:              | members: '0=a:' has port '', must be a number in [1, 65535]
        0=a:0             | members: '0=a:0' has port '0', must be a number in [1, 65535]
        0=a:65536         | members: '0=a:65536' has port '65536', must be a number in [1, 65535]
        0=a:123456        | members: '0=a:123456' has port '123456', must be a number in [1, 65535]
        0=::1:5           | members: '0=::1:5' has host '::1', an IPv6 address must be in brackets: [::1]:20110
        0=[a]:5           | members: '0=[a]:5' has host '[a]', must be an IPv6 address in brackets: [::1]:20110
        0=[::1:5          | members: '0=[::1:5' has host '[::1', must be an IPv6 address in brackets: [::1]:20110
        0=a:1,0=b:1       | members: '0=b:1' repeats id 0, must have an id of its own
        0=a:1,1=A:1       | members: '1=A:1' repeats A:1, must have an endpoint of its own
        """)
    void refusesWhatCannotBeReached(final String text, final String message)
    {
        assertEquals(message, assertThrows(ConfigException.class, () -> MemberAddresses.parse(text)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = { "1.2.3", "1.2.3.256", "1.2.3.4.5", "1", "1..2.3" })
    void refusesNumbersThatAreNoAddress(final String host)
    {
        final ConfigException refusal =
            assertThrows(ConfigException.class, () -> MemberAddresses.parse("0=" + host + ":5"));
        assertEquals("members: '0=" + host + ":5' has host '" + host +
            "', must be four numbers up to 255 if it is an IPv4 address", refusal.getMessage());
    }

    @Test
    void refusesHostsThatWouldBeOptionsOfAeron()
    {
        for (final String host : List.of("", " ", "a b", "a?b", "a|mtu=8", "a=b", "a/b", "a\nb"))
        {
            final ConfigException refusal =
                assertThrows(ConfigException.class, () -> MemberAddresses.parse("0=" + host + ":1"));
            assertTrue(refusal.getMessage().contains("has host '"), refusal::getMessage);
            assertThrows(ConfigException.class, () -> new MemberAddress(0, host, 1));
        }
        assertThrows(ConfigException.class, () -> new MemberAddress(64, "a", 1));
        assertThrows(ConfigException.class, () -> new MemberAddress(0, "a", 0));
        assertThrows(ConfigException.class, () -> MemberAddresses.of(List.of()));
    }

    @Test
    void namesTheMembersThereAre()
    {
        final ConfigException refusal =
            assertThrows(ConfigException.class, () -> MemberAddresses.parse("0=a:1").channel(7));
        assertEquals("members: '0=a:1' has no member 7", refusal.getMessage());
    }
}
