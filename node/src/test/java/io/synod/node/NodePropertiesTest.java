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

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.synod.client.ClientTimes;
import io.synod.journal.Durability;
import io.synod.protocol.ConfigException;
import io.synod.role.Limits;
import io.synod.role.Timing;
import io.synod.transport.aeron.TransportConfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each component of the records has a property, and each mistake a message that names it. */
final class NodePropertiesTest
{
    private static final String MEMBERS = "0=127.0.0.1:20110,1=127.0.0.1:20120,2=127.0.0.1:20130";

    /** Other than the defaults, and allowed. */
    private static final Map<String, String> OTHERS = new TreeMap<>(Map.ofEntries(
        Map.entry("memberId", "1"),
        Map.entry("members", "0=127.0.0.1:20210,1=127.0.0.1:20220,2=127.0.0.1:20230"),
        Map.entry("dataDirectory", "elsewhere"),
        Map.entry("clusterName", "other"),
        Map.entry("timing.heartbeatInterval", "20ms"),
        Map.entry("timing.leaderTimeout", "350ms"),
        Map.entry("timing.retransmitInterval", "31ms"),
        Map.entry("timing.diskStallLimit", "2s"),
        Map.entry("timing.handOverTimeout", "3s"),
        Map.entry("limits.windowSlots", "512"),
        Map.entry("limits.windowBytes", "32m"),
        Map.entry("limits.maxBatchLength", "1100k"),
        Map.entry("limits.maxCommandLength", "100k"),
        Map.entry("limits.maxSessions", "77"),
        Map.entry("limits.rememberedRequests", "2048"),
        Map.entry("limits.fetchSlots", "78"),
        Map.entry("limits.decidedMarkSlots", "79"),
        Map.entry("priority", "3"),
        Map.entry("durability", "written"),
        Map.entry("segmentLength", "16m"),
        Map.entry("transport.driverMode", "shared"),
        Map.entry("transport.driverDirectory", "driver"),
        Map.entry("transport.peerTermLength", "32m"),
        Map.entry("transport.requestTermLength", "32m"),
        Map.entry("transport.answersTermLength", "512k"),
        Map.entry("transport.commandsTermLength", "8m"),
        Map.entry("transport.mtuLength", "1344"),
        Map.entry("transport.loopbackMtuLength", "4096"),
        Map.entry("transport.socketBufferLength", "3m"),
        Map.entry("transport.receiverWindowLength", "256k"),
        Map.entry("sessionTimeout", "20s"),
        Map.entry("maxConnections", "99"),
        Map.entry("idleMode", "yield"),
        Map.entry("responseHost", "127.0.0.2"),
        Map.entry("maxCommandLength", "12345"),
        Map.entry("times.connectInterval", "51ms"),
        Map.entry("times.keepAliveInterval", "201ms"),
        Map.entry("times.memberTimeout", "1001ms"),
        Map.entry("times.retryInterval", "501ms")));

    @TempDir
    private Path directory;

    @Test
    void everyComponentOfANodeHasAProperty() throws ReflectiveOperationException
    {
        final List<String> names = new ArrayList<>();
        collect(NodeConfig.class, "", names);
        for (final String name : names)
        {
            final Properties properties = required();
            final Object before = component(NodeConfig.load(properties), name);
            properties.setProperty(name, valueOf(name));
            assertNotEquals(before.toString(), component(NodeConfig.load(properties), name).toString(), name);
        }
        assertTrue(names.size() >= 33, names.toString());
    }

    @Test
    void everyComponentOfAClientHasAProperty() throws ReflectiveOperationException
    {
        final List<String> names = new ArrayList<>();
        collect(ClientConfig.class, "", names);
        for (final String name : names)
        {
            final Properties properties = new Properties();
            properties.setProperty("members", MEMBERS);
            final Object before = component(ClientConfig.load(properties), name);
            properties.setProperty(name, valueOf(name));
            assertNotEquals(before.toString(), component(ClientConfig.load(properties), name).toString(), name);
        }
    }

    @Test
    void everyPropertyIsInTheManual() throws IOException
    {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("mvnw")))
        {
            root = root.getParent();
        }
        final String manual = Files.readString(root.resolve("docs/OPERATIONS.md"));
        OTHERS.keySet().forEach(name -> assertTrue(manual.contains("`" + name + "`"), name));
    }

    private static String valueOf(final String name)
    {
        final String value = OTHERS.get(name);
        assertTrue(value != null, "a component that this test does not know: " + name);
        return value;
    }

    private static void collect(final Class<?> type, final String prefix, final List<String> names)
    {
        for (final RecordComponent component : type.getRecordComponents())
        {
            if (component.getType().isRecord())
            {
                collect(component.getType(), prefix + component.getName() + ".", names);
            }
            else
            {
                names.add(prefix + component.getName().replaceFirst("Ns$", ""));
            }
        }
    }

    private static Object component(final Object parent, final String path) throws ReflectiveOperationException
    {
        Object found = parent;
        for (final String name : path.split("\\.", -1))
        {
            found = component(found, name, name + "Ns");
        }
        return found;
    }

    private static Object component(final Object parent, final String name, final String nameWithUnit)
        throws ReflectiveOperationException
    {
        for (final RecordComponent component : parent.getClass().getRecordComponents())
        {
            if (component.getName().equals(name) || component.getName().equals(nameWithUnit))
            {
                return component.getAccessor().invoke(parent);
            }
        }
        throw new AssertionError("no " + name + " in " + parent.getClass());
    }

    @Test
    void readsAFile() throws IOException
    {
        final Path file = directory.resolve("node.properties");
        Files.writeString(file, "memberId = 2\nmembers = " + MEMBERS + "\ndataDirectory = d\n" +
            "timing.heartbeatInterval = 10ms\ndurability = Written\nsegmentLength = 8_388_608\n");

        final NodeConfig config = NodeConfig.load(file);

        assertEquals(2, config.memberId());
        assertEquals(10_000_000, config.timing().heartbeatIntervalNs());
        assertEquals(50_000_000, config.timing().leaderTimeoutNs(), "follows from the heartbeat");
        assertEquals(Durability.WRITTEN, config.durability());
        assertEquals(8 << 20, config.segmentLength());
    }

    @Test
    void whatIsNotSaidIsTheDefault()
    {
        final NodeConfig config = NodeConfig.load(required());
        final NodeConfig defaults = NodeConfig.defaults(0, MEMBERS, Path.of("data"));

        assertEquals(defaults.timing(), config.timing());
        assertEquals(defaults.limits(), config.limits());
        assertEquals(defaults.transport(), config.transport());
        assertEquals(defaults.idleMode(), config.idleMode());
    }

    @Test
    void namesWhatIsWrong() throws IOException
    {
        assertRefusal("timing.hartbeat", "50ms", "timing.hartbeat=50ms is no option; there are ");
        assertRefusal("timing.heartbeatInterval", "50 parsecs", "timing.heartbeatInterval=50 parsecs must be a dur");
        assertRefusal("segmentLength", "64q", "segmentLength=64q must be a number");
        assertRefusal("segmentLength", "64g", "segmentLength=64g must be <= 2147483647");
        assertRefusal("segmentLength", "1000", "segmentLength=1000 must be a power of two");
        assertRefusal("idleMode", "doze", "idleMode=doze must be one of backoff, yield, spin");
        assertRefusal("timing.leaderTimeout", "100ms",
            "timing.heartbeatInterval=60000000ns must be <= timing.leaderTimeout/3=33333333ns");
        assertRefusal("memberId", "7", "memberId=7 must be one of members=" + MEMBERS);
        assertRefusal("transport.driverDirectory", "data/driver", "must not be dataDirectory=data, nor lie in it");
        assertRefusal("members", "0=nowhere", "members: '0=nowhere' has no port");
        assertRefusal("limits.maxBatchLength", "16m", "transport.peerTermLength=16777216");
        assertTrue(assertThrows(ConfigException.class, () -> NodeConfig.load(new Properties())).getMessage()
            .startsWith("members is missing: give it, as in members=0=127.0.0.1:20110,"));
        assertTrue(assertThrows(ConfigException.class, () -> NodeConfig.load(directory.resolve("none"))).getMessage()
            .startsWith("there is no file of options "));
    }

    private static void assertRefusal(final String name, final String value, final String part)
    {
        final Properties properties = required();
        properties.setProperty(name, value);
        final String message =
            assertThrows(ConfigException.class, () -> NodeConfig.load(properties)).getMessage();
        assertTrue(message.contains(part), message);
    }

    private static Properties required()
    {
        final Properties properties = new Properties();
        properties.setProperty("memberId", "0");
        properties.setProperty("members", MEMBERS);
        properties.setProperty("dataDirectory", "data");
        return properties;
    }

    @Test
    void knowsTheRecordsThatItReads()
    {
        // Should one of them become a class, the reflection above would look past it.
        assertTrue(Timing.class.isRecord() && Limits.class.isRecord() && TransportConfig.class.isRecord() &&
            ClientTimes.class.isRecord());
    }
}
