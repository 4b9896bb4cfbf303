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

import java.io.File;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.exceptions.ActiveDriverException;
import io.aeron.exceptions.AeronException;
import io.aeron.exceptions.StorageSpaceException;
import io.aeron.exceptions.TimeoutException;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.AgentTerminationException;

import io.synod.protocol.ConfigException;

/**
 * The media driver, if it is ours, and a client of it. All channels stand on one of these, and belong with it to one
 * thread: the one that calls {@link #doWork()}. Another thread, or another process, gets its own with
 * {@link #connect}.
 */
public final class TransportDriver implements AutoCloseable
{
    /** Without Aeron's numbers, which are others each time: where errors are told apart by their words, this is one. */
    private static final String NO_ROOM = "transport.driverDirectory has no room for another stream: a client is not " +
        "answered, or a peer not reached, until there is; make room, or let there be fewer clients (maxConnections)";

    /** More than one command in flight moves, and less than a datagram that is full. */
    private static final int MANY_BYTES = 1024;
    private static final int MAX_INVOCATIONS = 8;

    private final DriverDirectory directory;
    private final MediaDriver mediaDriver;
    private final AgentInvoker driverInvoker;
    private final Aeron aeron;
    private final AgentInvoker clientInvoker;
    private int leastBytes = MANY_BYTES;
    private boolean isClosed;
    /** Its conductor goes on being called once more after that, and has nothing left. */
    private volatile boolean hasTimedOut;

    private TransportDriver(
        final DriverDirectory directory, final MediaDriver mediaDriver, final ErrorHandler errorHandler)
    {
        this.directory = directory;
        this.mediaDriver = mediaDriver;
        driverInvoker = mediaDriver == null ? null : mediaDriver.sharedAgentInvoker();
        aeron = Aeron.connect(
            DriverContexts.client(directory.driver(), driverInvoker, mediaDriver != null, error ->
            {
                if (error instanceof TimeoutException)
                {
                    hasTimedOut = true;
                }
                errorHandler.onError(error);
            }));
        clientInvoker = aeron.conductorAgentInvoker();
    }

    /**
     * Starts a media driver, or connects to the one that runs.
     *
     * @param config       says which.
     * @param errorHandler gets what goes wrong in the driver without being the answer to a call: unknown names,
     *                     malformed datagrams. On the driver's threads.
     * @return to be run by {@link #doWork()}, and closed last.
     */
    public static TransportDriver launch(final TransportConfig config, final ErrorHandler errorHandler)
    {
        if (config.driverMode() == DriverMode.EXTERNAL)
        {
            return connect(config.driverDirectory(), errorHandler);
        }
        final DriverDirectory directory = DriverDirectory.of(config.driverDirectory());
        MediaDriver mediaDriver = null;
        try
        {
            mediaDriver = MediaDriver.launch(DriverContexts.driver(config, directory, error ->
                errorHandler.onError(StorageSpaceException.isStorageSpaceError(error) ?
                    new IllegalStateException(NO_ROOM) : error)));
            return new TransportDriver(directory, mediaDriver, errorHandler);
        }
        catch (final ActiveDriverException ex)
        {
            throw new ConfigException("transport.driverDirectory=" + config.driverDirectory() +
                " has a running media driver, must be a directory of its own, or driverMode=EXTERNAL");
        }
        catch (final RuntimeException ex)
        {
            CloseHelper.quietClose(mediaDriver);
            directory.delete();
            throw ex;
        }
    }

    /**
     * Connects to a media driver that runs: in another process, or in this one on another thread.
     *
     * @param directory    of the driver.
     * @param errorHandler gets what goes wrong without being the answer to a call.
     * @return with no driver of its own.
     */
    public static TransportDriver connect(final String directory, final ErrorHandler errorHandler)
    {
        try
        {
            return new TransportDriver(DriverDirectory.existing(directory), null, errorHandler);
        }
        catch (final AeronException ex)
        {
            throw new ConfigException(
                "transport.driverDirectory=" + directory + " has no running media driver: " + ex.getMessage());
        }
    }

    /**
     * Whether a media driver runs, as far as its files tell.
     *
     * @param directory of the driver.
     * @return false if there is none, or its heart has not beaten for a while.
     */
    public static boolean isRunning(final String directory)
    {
        return DriverDirectory.isDriverActive(new File(directory), DriverContexts.EXTERNAL_DRIVER_TIMEOUT_MS);
    }

    /**
     * A step of the duty cycle: sends and receives if the driver is on this thread, and learns what the driver says.
     * Without it no stream gets connected, and after a minute the driver takes us for dead.
     *
     * @return work done.
     */
    public int doWork()
    {
        int work = 0;
        if (driverInvoker != null)
        {
            work += driveOn();
        }
        work += clientInvoker.invoke();
        if (hasTimedOut || !clientInvoker.isRunning() || driverInvoker != null && !driverInvoker.isRunning())
        {
            throw new AgentTerminationException("the media driver in " + directory() +
                " ended, this thread was interrupted, or it stood still for too long");
        }
        return work;
    }

    /**
     * Whether this thread has much under way, and would rather have all that has come at once: the driver goes on as
     * long as anything moves then, and else only while it is much.
     *
     * @param isBusy for the calls of {@link #doWork()} that follow.
     */
    public void busy(final boolean isBusy)
    {
        leastBytes = isBusy ? 1 : MANY_BYTES;
    }

    /**
     * The driver receives one datagram of a socket and sends one of a stream at a time, and its work is counted in
     * bytes. As long as it moves many there are more of them: what is taken together goes on together, with fewer
     * system calls for each command.
     */
    private int driveOn()
    {
        int work = 0;
        int moved = leastBytes;
        for (int i = 0; i < MAX_INVOCATIONS && moved >= leastBytes; i++)
        {
            moved = driverInvoker.invoke();
            work += moved;
        }
        return work;
    }

    /**
     * The client.
     *
     * @return for this thread alone.
     */
    public Aeron aeron()
    {
        return aeron;
    }

    /**
     * Where the driver's files are.
     *
     * @return what {@link #connect} and other Aeron programs on this machine want.
     */
    public String directory()
    {
        return directory.driver();
    }

    @Override
    public void close()
    {
        if (!isClosed)
        {
            isClosed = true;
            try
            {
                CloseHelper.closeAll(aeron, mediaDriver);
            }
            finally
            {
                directory.delete();
            }
        }
    }
}
