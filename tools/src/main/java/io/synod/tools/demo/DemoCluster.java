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
package io.synod.tools.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

import org.agrona.IoUtil;

import io.synod.protocol.Ballot;
import io.synod.protocol.Role;

/** The members' processes, and their files. */
final class DemoCluster implements AutoCloseable
{
    private static final Path MEMORY = Path.of("/dev/shm");

    /** By a member: what its media driver fills. */
    private static final long MEMORY_NEEDED = 512L << 20;

    private final List<DemoMember> all = new ArrayList<>();
    private final String members;
    private final Path directory;
    private final Path driverDirectory;
    private final boolean isTemporary;
    private final Thread atExit = new Thread(this::end, "synod-demo-end");
    private boolean isKept;

    /**
     * Ports and directories; no process yet.
     *
     * @param count of members.
     * @param given directory of the journals; null for one that is removed at the end.
     */
    DemoCluster(final int count, final Path given)
    {
        final StringJoiner addresses = new StringJoiner(",");
        final List<Integer> ports = FreePorts.find(count);
        for (int id = 0; id < count; id++)
        {
            addresses.add(id + "=127.0.0.1:" + ports.get(id));
        }
        members = addresses.toString();
        isTemporary = given == null;
        try
        {
            directory = isTemporary ? Files.createTempDirectory("synod-demo-") : Files.createDirectories(given);
            driverDirectory = Files.createTempDirectory(driverBase(count), "synod-demo-driver-");
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException("no directory can be made for the members: " + ex, ex);
        }
        for (int id = 0; id < count; id++)
        {
            all.add(new DemoMember(id, members, directory, driverDirectory));
        }
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Memory, if all have room there: containers often have 64 MiB of it. */
    static Path driverBase(final int count) throws IOException
    {
        final boolean hasRoom = Files.isDirectory(MEMORY) && Files.isWritable(MEMORY) &&
            Files.getFileStore(MEMORY).getUsableSpace() >= count * MEMORY_NEEDED;
        return hasRoom ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    void start()
    {
        all.forEach(DemoMember::start);
    }

    String members()
    {
        return members;
    }

    List<DemoMember> all()
    {
        return all;
    }

    Path directory()
    {
        return directory;
    }

    boolean isTemporary()
    {
        return isTemporary;
    }

    /** The address of one member alone, for whoever wants to ask nobody else. */
    String only(final DemoMember member)
    {
        return members.split(",")[member.memberId()];
    }

    /** The member that leads by the greatest ballot; null if none does. */
    DemoMember leader()
    {
        DemoMember leader = null;
        long greatest = Ballot.NONE;
        for (final DemoMember member : all)
        {
            final long ballot = member.counter("leaderBallot");
            if (member.isUp() && member.counter("role") == Role.LEADER.ordinal() && ballot > greatest)
            {
                leader = member;
                greatest = ballot;
            }
        }
        return leader;
    }

    /** One that ended though it should not have; null if there is none. */
    DemoMember died()
    {
        return all.stream().filter(DemoMember::hasDied).findFirst().orElse(null);
    }

    /** Something went wrong: the files may say what. */
    void keep()
    {
        isKept = true;
    }

    @Override
    public void close()
    {
        end();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void end()
    {
        all.forEach(DemoMember::forget);
        try
        {
            for (final DemoMember member : all)
            {
                member.awaitDeath();
            }
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
        delete(driverDirectory.toFile());
        if (isTemporary && !isKept)
        {
            delete(directory.toFile());
        }
    }

    private static void delete(final File file)
    {
        IoUtil.delete(file, true);
    }
}
