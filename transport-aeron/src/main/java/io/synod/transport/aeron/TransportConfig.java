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

import java.nio.file.Path;

import io.aeron.driver.Configuration;
import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.logbuffer.LogBufferDescriptor;
import org.agrona.BitUtil;
import org.agrona.SystemUtil;

import io.synod.protocol.ConfigException;

/**
 * How frames travel.
 * <p>
 * A stream has three terms of memory at its sender and three at its receiver, taken page by page as they are first
 * written, and then kept: small terms are for streams there are many of. What a member sends to a client is taken whole
 * when the client comes. The longest frame of a stream, and so the longest datagram, is an eighth of a term.
 *
 * @param driverMode           where the media driver runs.
 * @param driverDirectory      of its files; with {@link DriverMode#EXTERNAL} that of the running driver. Empty: chosen
 *                             at launch. That is a directory in {@code /dev/shm} if there is one with 512 MiB free,
 *                             otherwise in {@code java.io.tmpdir}, with a name of {@code synod}, the user's name, the
 *                             process id and a random suffix, readable by the user alone. It is deleted at close, and
 *                             at a later launch if the process died.
 * @param peerTermLength       bytes; from member to member. 16 MiB: frames up to 2 MiB, so that batches of somewhat
 *                             more than 1 MiB fit with their heads.
 * @param requestTermLength    bytes; from a client to each member, where it limits a command. 16 MiB: frames up to
 *                             2 MiB, and up to 48 MiB for a client on each side, as it uses them; less where there are
 *                             many clients with short commands.
 * @param answersTermLength    bytes; from a member to each client. 256 KiB: frames up to 32 KiB; 772 KiB at the member.
 * @param commandsTermLength   bytes; from a member to each client that subscribes. 1 MiB: half of it may be on its way,
 *                             as much as a receiver's window; 3 MiB at the member.
 * @param mtuLength            bytes of a datagram to other machines. 1408: fits Ethernet and the usual tunnels without
 *                             being cut up on the way, where one lost piece would lose all. 8960 if every hop has jumbo
 *                             frames.
 * @param loopbackMtuLength    bytes of a datagram, or of a piece in shared memory, on this machine: nothing cuts there,
 *                             and a longer one costs fewer system calls. 32 KiB on Linux, otherwise 8 KiB: there are
 *                             systems that send no more than 9216 bytes.
 * @param socketBufferLength   bytes the kernel keeps until the driver reads them. What the system does not grant
 *                             ({@code net.core.rmem_max}) is done without. Not used with {@link DriverMode#EXTERNAL}.
 * @param receiverWindowLength bytes a sender may be ahead of its receiver. At most half of what is granted, so that two
 *                             senders at once overrun nothing. Not used with {@link DriverMode#EXTERNAL}.
 */
public record TransportConfig(
    DriverMode driverMode,
    String driverDirectory,
    int peerTermLength,
    int requestTermLength,
    int answersTermLength,
    int commandsTermLength,
    int mtuLength,
    int loopbackMtuLength,
    int socketBufferLength,
    int receiverWindowLength)
{
    /** Longest datagram that Aeron makes. */
    public static final int MAX_MTU_LENGTH = Configuration.MAX_UDP_PAYLOAD_LENGTH;

    private static final int DEFAULT_LOOPBACK_MTU_LENGTH = SystemUtil.isLinux() ? 32 << 10 : 8 << 10;

    /** Shortest datagram: what every network has to carry, less the headers. */
    public static final int MIN_MTU_LENGTH = 512;

    private static final int MAX_BUFFER_LENGTH = 1 << 30;

    public TransportConfig
    {
        if (driverMode == DriverMode.EXTERNAL && driverDirectory.isEmpty())
        {
            throw new ConfigException(
                "transport.driverDirectory is empty, must be that of the running driver if driverMode=EXTERNAL");
        }
        checkTerm("peerTermLength", peerTermLength);
        checkTerm("requestTermLength", requestTermLength);
        checkTerm("answersTermLength", answersTermLength);
        checkTerm("commandsTermLength", commandsTermLength);
        checkMtu("mtuLength", mtuLength);
        checkMtu("loopbackMtuLength", loopbackMtuLength);
        atMost("socketBufferLength", socketBufferLength, "limit", MAX_BUFFER_LENGTH);
        atMost("receiverWindowLength", receiverWindowLength, "socketBufferLength", socketBufferLength);
        atMost("receiverWindowLength", receiverWindowLength, "peerTermLength/2", peerTermLength / 2);
        atMost("mtuLength", mtuLength, "receiverWindowLength", receiverWindowLength);
        atMost("loopbackMtuLength", loopbackMtuLength, "receiverWindowLength", receiverWindowLength);
    }

    private static void checkTerm(final String option, final int length)
    {
        if (!BitUtil.isPowerOfTwo(length) || length < LogBufferDescriptor.TERM_MIN_LENGTH ||
            length > LogBufferDescriptor.TERM_MAX_LENGTH)
        {
            throw new ConfigException("transport." + option + "=" + length + " must be a power of two in [" +
                LogBufferDescriptor.TERM_MIN_LENGTH + ", " + LogBufferDescriptor.TERM_MAX_LENGTH + "]");
        }
    }

    private static void checkMtu(final String option, final int length)
    {
        if (length < MIN_MTU_LENGTH || length > MAX_MTU_LENGTH || length % FrameDescriptor.FRAME_ALIGNMENT != 0)
        {
            throw new ConfigException("transport." + option + "=" + length + " must be a multiple of " +
                FrameDescriptor.FRAME_ALIGNMENT + " in [" + MIN_MTU_LENGTH + ", " + MAX_MTU_LENGTH + "]");
        }
    }

    private static void atMost(final String option, final int value, final String limit, final int limitValue)
    {
        if (value > limitValue)
        {
            throw new ConfigException(
                "transport." + option + "=" + value + " must be <= " + limit + "=" + limitValue);
        }
    }

    /**
     * A media driver of our own deletes its directory. To be asked before anything is opened.
     *
     * @param option    of a directory that must stay.
     * @param directory that it names.
     * @throws ConfigException if one of the two lies in the other.
     */
    public void checkApartFrom(final String option, final Path directory)
    {
        if (driverMode != DriverMode.EXTERNAL && !driverDirectory.isEmpty() &&
            DriverDirectory.overlap(Path.of(driverDirectory), directory))
        {
            throw new ConfigException("transport.driverDirectory=" + driverDirectory + " must not be " + option + "=" +
                directory + ", nor lie in it, nor around it: it is deleted with all that is in it when the media " +
                "driver starts and ends; name a directory elsewhere");
        }
    }

    /**
     * What suits most: the driver in the caller's duty cycle.
     *
     * @return a configuration.
     */
    public static TransportConfig defaults()
    {
        return new TransportConfig(
            DriverMode.INVOKER, "", 16 << 20, 16 << 20, 256 << 10, 1 << 20, 1408,
            DEFAULT_LOOPBACK_MTU_LENGTH, 2 << 20, 512 << 10);
    }

    /**
     * The longest frame that can be sent over a stream.
     *
     * @param termLength of the stream.
     * @return bytes, head and body together.
     */
    public static int maxFrameLength(final int termLength)
    {
        return FrameDescriptor.computeMaxMessageLength(termLength);
    }

    public TransportConfig withDriverMode(final DriverMode newDriverMode)
    {
        return new TransportConfig(newDriverMode, driverDirectory, peerTermLength, requestTermLength,
            answersTermLength, commandsTermLength, mtuLength, loopbackMtuLength, socketBufferLength,
            receiverWindowLength);
    }

    public TransportConfig withDriverDirectory(final String newDriverDirectory)
    {
        return new TransportConfig(driverMode, newDriverDirectory, peerTermLength, requestTermLength,
            answersTermLength, commandsTermLength, mtuLength, loopbackMtuLength, socketBufferLength,
            receiverWindowLength);
    }

    /**
     * Uses a media driver that runs already.
     *
     * @param directory of its files.
     * @return a configuration.
     */
    public TransportConfig withExternalDriver(final String directory)
    {
        return new TransportConfig(DriverMode.EXTERNAL, directory, peerTermLength, requestTermLength,
            answersTermLength, commandsTermLength, mtuLength, loopbackMtuLength, socketBufferLength,
            receiverWindowLength);
    }

    public TransportConfig withPeerTermLength(final int newPeerTermLength)
    {
        return new TransportConfig(driverMode, driverDirectory, newPeerTermLength, requestTermLength,
            answersTermLength, commandsTermLength, mtuLength, loopbackMtuLength, socketBufferLength,
            receiverWindowLength);
    }

    public TransportConfig withRequestTermLength(final int newRequestTermLength)
    {
        return new TransportConfig(driverMode, driverDirectory, peerTermLength, newRequestTermLength,
            answersTermLength, commandsTermLength, mtuLength, loopbackMtuLength, socketBufferLength,
            receiverWindowLength);
    }

    public TransportConfig withAnswersTermLength(final int newAnswersTermLength)
    {
        return new TransportConfig(driverMode, driverDirectory, peerTermLength, requestTermLength,
            newAnswersTermLength, commandsTermLength, mtuLength, loopbackMtuLength, socketBufferLength,
            receiverWindowLength);
    }

    public TransportConfig withCommandsTermLength(final int newCommandsTermLength)
    {
        return new TransportConfig(driverMode, driverDirectory, peerTermLength, requestTermLength,
            answersTermLength, newCommandsTermLength, mtuLength, loopbackMtuLength, socketBufferLength,
            receiverWindowLength);
    }

    public TransportConfig withMtuLength(final int newMtuLength)
    {
        return new TransportConfig(driverMode, driverDirectory, peerTermLength, requestTermLength,
            answersTermLength, commandsTermLength, newMtuLength, loopbackMtuLength, socketBufferLength,
            receiverWindowLength);
    }

    public TransportConfig withLoopbackMtuLength(final int newLoopbackMtuLength)
    {
        return new TransportConfig(driverMode, driverDirectory, peerTermLength, requestTermLength,
            answersTermLength, commandsTermLength, mtuLength, newLoopbackMtuLength, socketBufferLength,
            receiverWindowLength);
    }

    public TransportConfig withSocketBufferLength(final int newSocketBufferLength)
    {
        return new TransportConfig(driverMode, driverDirectory, peerTermLength, requestTermLength,
            answersTermLength, commandsTermLength, mtuLength, loopbackMtuLength, newSocketBufferLength,
            receiverWindowLength);
    }

    public TransportConfig withReceiverWindowLength(final int newReceiverWindowLength)
    {
        return new TransportConfig(driverMode, driverDirectory, peerTermLength, requestTermLength,
            answersTermLength, commandsTermLength, mtuLength, loopbackMtuLength, socketBufferLength,
            newReceiverWindowLength);
    }
}
