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
package io.synod.bench.aeron;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import io.aeron.Aeron;
import io.aeron.RethrowingErrorHandler;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.NoOpLock;

import io.synod.bench.system.ClusterSetup;

/** A media driver and its client on the thread that calls {@link #doWork()}: no thread hands anything to another. */
public final class OneThreadDriver implements AutoCloseable
{
    private static final long TIMEOUT_MS = 60_000;
    private static final int SOCKET_LENGTH = 2 << 20;
    private static final Path MEMORY = Path.of("/dev/shm");

    private final MediaDriver driver;
    private final Aeron aeron;
    private final AgentInvoker driverInvoker;
    private final AgentInvoker clientInvoker;

    private OneThreadDriver(final MediaDriver driver)
    {
        this.driver = driver;
        driverInvoker = driver.sharedAgentInvoker();
        aeron = Aeron.connect(new Aeron.Context()
            .aeronDirectoryName(driver.aeronDirectoryName())
            .useConductorAgentInvoker(true)
            .driverAgentInvoker(driverInvoker)
            .clientLock(NoOpLock.INSTANCE)
            .driverTimeoutMs(TIMEOUT_MS)
            .subscriberErrorHandler(RethrowingErrorHandler.INSTANCE));
        clientInvoker = aeron.conductorAgentInvoker();
    }

    /**
     * Starts a driver that the caller's thread runs.
     *
     * @param setup  of the cluster.
     * @param seatId of the member, or {@code members} for the client.
     * @return to be run by {@link #doWork()}.
     */
    public static OneThreadDriver launch(final ClusterSetup setup, final int seatId)
    {
        final MediaDriver driver = MediaDriver.launch(context(setup, seatId).threadingMode(ThreadingMode.INVOKER));
        try
        {
            return new OneThreadDriver(driver);
        }
        catch (final RuntimeException ex)
        {
            CloseHelper.quietClose(driver);
            throw ex;
        }
    }

    /**
     * Options of a driver for low latency on a machine with few processors, without its threads.
     *
     * @param setup  of the cluster.
     * @param seatId of the member, or {@code members} for the client.
     * @return options; the threading mode is to be set.
     */
    public static MediaDriver.Context context(final ClusterSetup setup, final int seatId)
    {
        final int receiveLength = granted(StandardSocketOptions.SO_RCVBUF);
        return new MediaDriver.Context()
            .aeronDirectoryName(directory(setup, seatId))
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true)
            .warnIfDirectoryExists(false)
            .mtuLength(setup.mtuLength())
            .ipcMtuLength(setup.mtuLength())
            .socketRcvbufLength(receiveLength)
            .socketSndbufLength(granted(StandardSocketOptions.SO_SNDBUF))
            .initialWindowLength(receiveLength)
            .performStorageChecks(false)
            .termBufferSparseFile(true)
            // A process that did not get a processor for a while is no dead one.
            .clientLivenessTimeoutNs(TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS))
            .publicationUnblockTimeoutNs(TimeUnit.MILLISECONDS.toNanos(2 * TIMEOUT_MS))
            .driverTimeoutMs(TIMEOUT_MS);
    }

    /** In memory where there is some: its files are the shared memory of the driver and its client, not data. */
    private static String directory(final ClusterSetup setup, final int seatId)
    {
        final Path base = Files.isDirectory(MEMORY) ? MEMORY : setup.directory();
        return base.resolve("synod-bench-aeron-" + setup.port(seatId)).toString();
    }

    /** More than the system grants would be refused. */
    private static int granted(final SocketOption<Integer> option)
    {
        try (DatagramChannel channel = DatagramChannel.open())
        {
            channel.setOption(option, SOCKET_LENGTH);
            return Math.min(SOCKET_LENGTH, channel.getOption(option));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Sends, receives, and learns of streams that came or went.
     *
     * @return work done.
     */
    public int doWork()
    {
        return driverInvoker.invoke() + clientInvoker.invoke();
    }

    /**
     * The client of the driver.
     *
     * @return for the thread that runs this.
     */
    public Aeron aeron()
    {
        return aeron;
    }

    /**
     * Runs the driver alone, for what has to wait for it in a call.
     *
     * @return on the thread that runs this.
     */
    public AgentInvoker invoker()
    {
        return driverInvoker;
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(aeron, driver);
    }
}
