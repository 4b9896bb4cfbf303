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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.synod.Appender;
import io.synod.journal.Durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A member whose media driver has little memory: needs root, for a file system of its own. */
@Timeout(value = 2, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.MINUTES)
final class FullMemoryTest
{
    private static final int MOST_CLIENTS = 40;

    @TempDir
    private Path directory;

    private static boolean isDone(final String... command) throws Exception
    {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }

    @Test
    void aClientForWhichThereIsNoRoomWaitsAndTheMemberServesTheOthers() throws Exception
    {
        final Path memory = Files.createDirectory(directory.resolve("memory"));
        assumeTrue(isDone("mount", "-t", "tmpfs", "-o", "size=28m", "tmpfs", memory.toString()), "needs root");
        try
        {
            fill(memory);
        }
        finally
        {
            assertTrue(isDone("umount", memory.toString()));
        }
    }

    private void fill(final Path memory) throws Exception
    {
        final String members = TestCluster.membersOn(TestCluster.freePorts(1));
        final NodeConfig defaults = NodeConfig.defaults(0, members, directory.resolve("member"));
        final List<SynodClient> clients = new ArrayList<>();
        try (SynodNode node = SynodNode.launch(defaults
            .withSegmentLength(4 << 20)
            .withDurability(Durability.WRITTEN)
            .withTransport(defaults.transport().withDriverDirectory(memory.resolve("driver").toString()))))
        {
            // given: clients come until there is no room
            final List<Appender> appenders = new ArrayList<>();
            while (appenders.size() < MOST_CLIENTS && connects(appenders))
            {
                final ClientConfig config = ClientConfig.defaults(members);
                final SynodClient client =
                    SynodClient.connect(config.withTransport(config.transport().withRequestTermLength(64 << 10)));
                clients.add(client);
                appenders.add(client.newAppender());
            }
            final int served = appenders.size() - 1;
            assertTrue(served > 1 && served < MOST_CLIENTS - 1, () -> served + " clients");
            TestCluster.append(appenders.get(0), 1, 10, TestCluster.NOBODY);

            // when: one of those that are served leaves
            appenders.get(1).close();

            // then
            final Appender last = appenders.get(served);
            TestCluster.await("the last is served", () ->
            {
                appenders.get(0).poll(TestCluster.NOBODY);
                last.poll(TestCluster.NOBODY);
                return last.isConnected();
            });
            TestCluster.append(last, 1, 10, TestCluster.NOBODY);
            assertNull(node.fault());
            assertEquals(20, node.decidedSequence());
        }
        finally
        {
            clients.forEach(SynodClient::close);
        }
    }

    /** Whether all are connected in the end; else the member says that there is no room. */
    private boolean connects(final List<Appender> appenders)
    {
        final boolean[] areConnected = new boolean[1];
        TestCluster.await("all are connected, or there is no room", () ->
        {
            areConnected[0] = true;
            for (final Appender appender : appenders)
            {
                appender.poll(TestCluster.NOBODY);
                areConnected[0] &= appender.isConnected();
            }
            return areConnected[0] || saysThatThereIsNoRoom();
        });
        return areConnected[0];
    }

    private boolean saysThatThereIsNoRoom()
    {
        try
        {
            return NodeReport.read(directory.resolve("member")).errors().stream()
                .anyMatch(error -> error.text().contains("no room for another stream"));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
