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
package io.synod.bench.synod;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;

import io.synod.bench.system.Client;
import io.synod.bench.system.ClusterSetup;
import io.synod.bench.system.ClusterSetup.FailOver;
import io.synod.bench.system.Contender;
import io.synod.bench.system.Member;
import io.synod.node.ClientConfig;
import io.synod.node.NodeConfig;
import io.synod.node.SynodNode;

/**
 * Synod itself. Options of the setup that begin with {@code transport.} are for members and clients, all others for
 * members only.
 */
public final class SynodContender implements Contender
{
    private static final String TRANSPORT = "transport.";

    @Override
    public String name()
    {
        return "synod";
    }

    @Override
    public List<String> jvmOptions()
    {
        return List.of();
    }

    @Override
    public String settings(final ClusterSetup setup)
    {
        final Properties properties = memberProperties(setup, 0);
        properties.remove("members");
        properties.remove("memberId");
        properties.remove("dataDirectory");
        final StringJoiner settings = new StringJoiner(", ");
        properties.stringPropertyNames().stream().sorted()
            .forEach(name -> settings.add(name + "=" + properties.getProperty(name)));
        return settings.toString();
    }

    @Override
    public Member startMember(final ClusterSetup setup, final int memberId)
    {
        final SynodNode node = SynodNode.launch(NodeConfig.load(memberProperties(setup, memberId)));
        return new Member()
        {
            @Override
            public boolean isLeader()
            {
                return node.leaderMemberId() == memberId;
            }

            @Override
            public void close()
            {
                node.close();
            }
        };
    }

    @Override
    public Client connect(final ClusterSetup setup)
    {
        final Properties properties = new Properties();
        properties.setProperty("members", members(setup));
        properties.setProperty("transport.loopbackMtuLength", Integer.toString(setup.mtuLength()));
        setup.options().forEach((name, value) ->
        {
            if (name.startsWith(TRANSPORT))
            {
                properties.setProperty(name, value);
            }
        });
        return SynodLoadClient.connect(ClientConfig.load(properties));
    }

    private static Properties memberProperties(final ClusterSetup setup, final int memberId)
    {
        final Properties properties = new Properties();
        properties.setProperty("memberId", Integer.toString(memberId));
        properties.setProperty("members", members(setup));
        properties.setProperty("dataDirectory", setup.directoryOf(memberId).toString());
        properties.setProperty("durability", setup.isForced() ? "FLUSHED" : "WRITTEN");
        properties.setProperty("idleMode", "YIELD");
        properties.setProperty("transport.loopbackMtuLength", Integer.toString(setup.mtuLength()));
        if (setup.failOver() == FailOver.FAST)
        {
            properties.putAll(Map.of("timing.heartbeatInterval", "5ms", "timing.leaderTimeout", "25ms"));
        }
        properties.putAll(setup.options());
        return properties;
    }

    private static String members(final ClusterSetup setup)
    {
        final StringJoiner members = new StringJoiner(",");
        for (int i = 0; i < setup.members(); i++)
        {
            members.add(i + "=127.0.0.1:" + setup.port(i));
        }
        return members.toString();
    }
}
