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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import org.agrona.ErrorHandler;
import org.agrona.LangUtil;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NoOpLock;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/** Every option of Aeron that we set, and why. */
final class DriverContexts
{
    /**
     * A process may stand still that long (stopped, a machine moved) and go on as if nothing had been. Longer, and its
     * driver takes its clients for dead.
     */
    static final long OWN_DRIVER_TIMEOUT_MS = 60_000;

    /** A driver in another process that is silent for that long is dead: nothing of ours stood still with it. */
    static final long EXTERNAL_DRIVER_TIMEOUT_MS = 10_000;

    /** 32768 counters, for a thousand clients. All are written at launch: Aeron's 8 MiB take 40 with their labels. */
    private static final int COUNTER_VALUES_LENGTH = 4 << 20;

    /** How long an idle driver thread sleeps at most: the price of the first frame after a silence. */
    private static final long MAX_PARK_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private DriverContexts()
    {
    }

    static MediaDriver.Context driver(
        final TransportConfig config, final DriverDirectory directory, final ErrorHandler errorHandler)
    {
        final MediaDriver.Context context = new MediaDriver.Context();
        // More than the system grants would be refused with a warning on System.err and a failed launch.
        final int receiveLength = granted(StandardSocketOptions.SO_RCVBUF, config.socketBufferLength());
        final int sendLength = granted(StandardSocketOptions.SO_SNDBUF, config.socketBufferLength());
        // Half, for the window of the second peer. A datagram has to fit into it, though.
        final int windowLength = Math.max(
            Math.min(config.receiverWindowLength(), receiveLength / 2),
            Math.max(config.mtuLength(), config.loopbackMtuLength()));
        context
            .aeronDirectoryName(directory.driver())
            .socketRcvbufLength(receiveLength)
            .socketSndbufLength(sendLength)
            .initialWindowLength(windowLength)
            // Ours says all of it in its channels; this is for other people's clients of our driver.
            .publicationTermBufferLength(config.peerTermLength())
            .ipcTermBufferLength(config.requestTermLength())
            .mtuLength(config.mtuLength())
            .ipcMtuLength(config.loopbackMtuLength())
            // Pages that are never written cost nothing. Where they must be there, the channel says so.
            .termBufferSparseFile(true)
            // A full file system is a refusal now instead of a dead process later. How full it is, is no news: the
            // words have the number of bytes in them, and would fill a log of distinct errors.
            .performStorageChecks(true)
            .lowStorageWarningThreshold(0)
            // A stream is connected if there is somebody on the other side, not if somebody listens here.
            .spiesSimulateConnection(false)
            // What a dead process left in the directory is removed. A living driver in it is refused.
            .dirDeleteOnStart(directory.isLeftOver())
            .dirDeleteOnShutdown(true)
            .warnIfDirectoryExists(false)
            .printConfigurationOnStart(false)
            // A local process that stood still for a second is no dead one.
            .clientLivenessTimeoutNs(TimeUnit.MILLISECONDS.toNanos(OWN_DRIVER_TIMEOUT_MS))
            // What a dead process began to write is skipped after it was given up; Aeron wants it longer than that.
            .publicationUnblockTimeoutNs(TimeUnit.MILLISECONDS.toNanos(OWN_DRIVER_TIMEOUT_MS * 5 / 4))
            // A peer that is silent for so long has left: frames for it are refused instead of stored.
            .publicationConnectionTimeoutNs(TimeUnit.SECONDS.toNanos(5))
            // And what came from it, terms and all, is freed.
            .imageLivenessTimeoutNs(TimeUnit.SECONDS.toNanos(10))
            // Frames on their way when a stream is closed are sent again if they get lost, for so long.
            .publicationLingerTimeoutNs(TimeUnit.SECONDS.toNanos(2))
            // A peer that moved is asked for by name again.
            .reResolutionCheckIntervalNs(TimeUnit.SECONDS.toNanos(1))
            .counterValuesBufferLength(COUNTER_VALUES_LENGTH)
            .errorHandler(errorHandler);
        setThreads(context, config.driverMode());
        return context;
    }

    private static int granted(final SocketOption<Integer> option, final int length)
    {
        try (DatagramChannel channel = DatagramChannel.open())
        {
            channel.setOption(option, length);
            return Math.min(length, channel.getOption(option));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private static void setThreads(final MediaDriver.Context context, final DriverMode mode)
    {
        final ThreadingMode threadingMode = switch (mode)
        {
            case SHARED -> ThreadingMode.SHARED;
            case DEDICATED -> ThreadingMode.DEDICATED;
            default -> ThreadingMode.INVOKER;
        };
        context
            .threadingMode(threadingMode)
            .sharedThreadFactory(daemon("synod-driver"))
            .conductorThreadFactory(daemon("synod-driver-conductor"))
            .senderThreadFactory(daemon("synod-driver-sender"))
            .receiverThreadFactory(daemon("synod-driver-receiver"))
            .sharedIdleStrategy(backOff())
            .conductorIdleStrategy(new SleepingMillisIdleStrategy(1))
            .senderIdleStrategy(backOff())
            .receiverIdleStrategy(backOff())
            // Asks for names, which may take seconds, so that the duty cycle does not wait for it. Rarely busy.
            .asyncExecutorEnabled(true)
            .asyncExecutorThreadFactory(daemon("synod-driver-names"))
            .asyncExecutorIdleStrategy(new SleepingMillisIdleStrategy(2));
    }

    static Aeron.Context client(
        final String directory, final AgentInvoker driverInvoker, final boolean isOwn, final ErrorHandler errorHandler)
    {
        return new Aeron.Context()
            .aeronDirectoryName(directory)
            // Runs in doWork(), and by that on one thread: nothing is to be locked.
            .useConductorAgentInvoker(true)
            .clientLock(NoOpLock.INSTANCE)
            // Makes the driver go on while a call waits for it.
            .driverAgentInvoker(driverInvoker)
            // Our own stands still when we do. After that it must not be taken for dead.
            .driverTimeoutMs(isOwn ? OWN_DRIVER_TIMEOUT_MS : EXTERNAL_DRIVER_TIMEOUT_MS)
            .errorHandler(errorHandler)
            // What a handler of frames throws reaches the caller of poll.
            .subscriberErrorHandler(LangUtil::rethrowUnchecked)
            .clientName("synod");
    }

    private static ThreadFactory daemon(final String name)
    {
        return runnable ->
        {
            final Thread thread = new Thread(runnable, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    private static IdleStrategy backOff()
    {
        return new BackoffIdleStrategy(10, 20, 1_000, MAX_PARK_NS);
    }
}
