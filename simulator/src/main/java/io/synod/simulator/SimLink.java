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
package io.synod.simulator;

import org.agrona.DirectBuffer;

import io.synod.codecs.client.AppendDecoder;
import io.synod.simulator.check.ClientChecker;
import io.synod.simulator.check.Violation;
import io.synod.transport.Refusal;
import io.synod.transport.client.AnswerAdapter;
import io.synod.transport.client.ClientIdentity;
import io.synod.transport.client.CommandsAdapter;
import io.synod.transport.client.RequestAdapter;

/**
 * What lies between one client and one member: a stream of requests, one of answers, one of commands. While it lives
 * nothing is lost or comes twice. It ends when either side dies, or when it was cut for a while, or without a reason:
 * what was under way is lost then, from some frame on; the client notices it after a while, or never.
 */
final class SimLink
{
    static final ClientIdentity IDENTITY = new ClientIdentity(7, 0);

    /** Behind the block of a message with a body lies the length of the body. */
    private static final int BODY_HEADER_LENGTH = 4;
    private static final int FRAMES_PER_TURN = 20;
    private static final int CALM_LENGTH = 64;
    /** Of a frame: a member polls also when it has other things to do. */
    private static final double WAKES_MEMBER = 0.15;
    private static final double NOTICED_AT_ONCE = 0.3;

    private final SimOptions options;
    private final EventQueue events;
    private final SimRandom random;
    private final ClientSide member;
    private final long connectionId;
    private final ClientChecker checker;
    private final SimStream requests;
    private final SimStream answers;
    private final SimStream commands;
    private boolean isClientThere = true;
    private boolean isCalm;
    private boolean isCut;
    /** Whether what is sent can arrive. */
    private boolean isConnected;
    /** What the client knows of that. */
    private boolean isUp;
    private long cuts;

    SimLink(
        final SimOptions options,
        final EventQueue events,
        final SimRandom random,
        final ClientSide member,
        final ClientChecker checker,
        final long connectionId)
    {
        this.checker = checker;
        this.options = options;
        this.events = events;
        this.random = random;
        this.member = member;
        this.connectionId = connectionId;
        final int length = options.clients().streamLength();
        requests = new SimStream(length);
        answers = new SimStream(length);
        commands = new SimStream(length);
        connectLater();
    }

    long connectionId()
    {
        return connectionId;
    }

    // The client's end.

    boolean isUp()
    {
        return isUp && isClientThere;
    }

    /** The client sends to the member. */
    boolean sendRequest(
        final DirectBuffer head, final int headLength, final DirectBuffer body, final int bodyOffset, final int length)
    {
        if (!isUp() || requests.isFull() || isBackPressured())
        {
            return false;
        }
        final long arrivesNs = send(requests, head, headLength, body, bodyOffset, length);
        if (length > 0)
        {
            final int at = headLength - BODY_HEADER_LENGTH - AppendDecoder.BLOCK_LENGTH;
            checker.onSent(
                head.getLong(at + AppendDecoder.sessionIdEncodingOffset()),
                head.getLong(at + AppendDecoder.requestIdEncodingOffset()),
                body.getLong(bodyOffset));
        }
        if (isConnected && random.chance(WAKES_MEMBER))
        {
            events.after(arrivesNs - events.nowNs(), member::wake);
        }
        return true;
    }

    private long send(
        final SimStream stream,
        final DirectBuffer head,
        final int headLength,
        final DirectBuffer body,
        final int bodyOffset,
        final int length)
    {
        final byte[] bytes = new byte[headLength + length];
        head.getBytes(0, bytes, 0, headLength);
        body.getBytes(bodyOffset, bytes, headLength, length);
        final long arrivesNs = stream.send(bytes, events.nowNs() + delayNs());
        if (random.chance(options.clients().spoilt()))
        {
            stream.spoil(random);
        }
        return arrivesNs;
    }

    /** Hands over what has come for the client. */
    void pollAnswers(final AnswerAdapter adapter)
    {
        for (int i = 0; i < FRAMES_PER_TURN && !isCut; i++)
        {
            final SimStream.Frame frame = answers.arrived(events.nowNs());
            if (frame == null)
            {
                return;
            }
            answers.remove();
            final long acceptedBefore = adapter.count(Refusal.NONE);
            adapter.onFrame(frame.bytes(), 0, frame.bytes().capacity());
            checkAccepted(frame, adapter.count(Refusal.NONE) - acceptedBefore);
        }
    }

    /** Hands over what has come for the client, until it takes no more. */
    void pollCommands(final CommandsAdapter adapter)
    {
        for (int i = 0; i < FRAMES_PER_TURN && !isCut; i++)
        {
            final SimStream.Frame frame = commands.arrived(events.nowNs());
            final long acceptedBefore = adapter.count(Refusal.NONE);
            if (frame == null || !adapter.onFrame(frame.bytes(), 0, frame.bytes().capacity()))
            {
                return;
            }
            commands.remove();
            checkAccepted(frame, adapter.count(Refusal.NONE) - acceptedBefore);
        }
    }

    private void checkAccepted(final SimStream.Frame frame, final long accepted)
    {
        Violation.check(accepted == (frame.isSpoilt() ? 0 : 1), "W1", "a frame with a wrong byte is taken, or a good " +
            "one is not", connectionId, accepted);
    }

    /** The client is no more. */
    void vanish()
    {
        isClientThere = false;
        requests.lose(random.between(0, requests.size()));
        events.after(lingerNs(), () -> breakOff(0));
    }

    boolean isClientThere()
    {
        return isClientThere;
    }

    // The member's end.

    /** Hands over what has come for the member, until it takes no more. */
    void pollRequests(final RequestAdapter adapter)
    {
        for (int i = 0; i < FRAMES_PER_TURN && !isCut && isConnected; i++)
        {
            final SimStream.Frame frame = requests.arrived(events.nowNs());
            final long acceptedBefore = adapter.count(Refusal.NONE);
            if (frame == null || !adapter.onFrame(frame.bytes(), 0, frame.bytes().capacity()))
            {
                return;
            }
            requests.remove();
            checkAccepted(frame, adapter.count(Refusal.NONE) - acceptedBefore);
            if (!frame.isSpoilt())
            {
                member.onTaken(frame.bytes());
            }
        }
    }

    private boolean sendBack(
        final SimStream stream,
        final DirectBuffer head,
        final int headLength,
        final DirectBuffer body,
        final int bodyOffset,
        final int length)
    {
        if (!isConnected || stream.isFull() || isBackPressured())
        {
            return false;
        }
        send(stream, head, headLength, body, bodyOffset, length);
        return true;
    }

    /** The member has died: what it had sent may still arrive, up to some frame. */
    void onMemberCrash()
    {
        isConnected = false;
        requests.lose(0);
        answers.lose(random.between(0, answers.size()));
        commands.lose(random.between(0, commands.size()));
        noticeLater();
    }

    void onMemberStart()
    {
        connectLater();
    }

    // What happens to the link.

    void cut()
    {
        isCut = true;
        final long mine = ++cuts;
        events.after(lingerNs(), () ->
        {
            if (isCut && mine == cuts)
            {
                breakOff(0);
            }
        });
    }

    void heal()
    {
        if (isCut)
        {
            isCut = false;
            connectLater();
        }
    }

    /** What is under way is lost, and the link is as if nothing had been. */
    void loseSilently(final int streams)
    {
        if ((streams & 1) != 0)
        {
            requests.lose(random.between(0, requests.size()));
        }
        if ((streams & 2) != 0)
        {
            answers.lose(random.between(0, answers.size()));
        }
        if ((streams & 4) != 0)
        {
            commands.lose(random.between(0, commands.size()));
        }
    }

    /** From now on it is as good as a link can be. */
    void calm()
    {
        isCalm = true;
        requests.widen(CALM_LENGTH);
        answers.widen(CALM_LENGTH);
        commands.widen(CALM_LENGTH);
        heal();
        connectLater();
    }

    /** How many frames are under way. */
    String describe()
    {
        return "(" + requests.size() + ", " + answers.size() + ", " + commands.size() + (isConnected ? ")" : ") lost");
    }

    private void breakOff(final int kept)
    {
        isConnected = false;
        requests.lose(kept);
        answers.lose(kept);
        commands.lose(kept);
        noticeLater();
    }

    private void noticeLater()
    {
        if (random.chance(NOTICED_AT_ONCE))
        {
            isUp = false;
            return;
        }
        events.after(lingerNs(), () -> isUp &= isConnected);
    }

    private void connectLater()
    {
        events.after(delayNs() + random.exponential(options.delayNs()), this::connect);
    }

    private void connect()
    {
        if (isConnected || isCut || !isClientThere || !member.isAlive())
        {
            return;
        }
        // Nothing from before may come now.
        requests.lose(0);
        isConnected = true;
        isUp = true;
    }

    private boolean isBackPressured()
    {
        return !isCalm && random.chance(options.backPressure());
    }

    private long lingerNs()
    {
        final long timeoutNs = options.timing().leaderTimeoutNs();
        return isCalm ? timeoutNs / 4 : random.exponential(timeoutNs);
    }

    private long delayNs()
    {
        final long delayNs = options.delayNs() / 4 + random.between(0, 2 * options.delayNs());
        return isCalm ? Math.min(delayNs, options.timing().heartbeatIntervalNs() / 2) : delayNs;
    }

    /** The ways back to the client that a member opened, until it closes them. */
    final class Way
    {
        private boolean isClosed;

        boolean sendAnswer(
            final DirectBuffer head, final int headLength, final DirectBuffer body, final int offset, final int length)
        {
            check();
            return sendBack(answers, head, headLength, body, offset, length);
        }

        boolean sendCommands(
            final DirectBuffer head, final int headLength, final DirectBuffer body, final int offset, final int length)
        {
            check();
            return sendBack(commands, head, headLength, body, offset, length);
        }

        void close()
        {
            isClosed = true;
        }

        private void check()
        {
            Violation.check(!isClosed, "B2", "something is sent on a way that was closed", connectionId);
        }
    }
}
