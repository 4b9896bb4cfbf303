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

import java.util.function.Predicate;

import io.synod.simulator.check.Violation;
import io.synod.transport.client.AnswerInbox;
import io.synod.transport.client.CommandsInbox;
import io.synod.transport.client.RequestInbox;

/**
 * What lies between one client and one member: a stream of requests, one of answers, one of commands. While it lives
 * nothing is lost or comes twice. It ends when either side dies, or when it was cut for a while, or without a reason:
 * what was under way is lost then, from some frame on; the client notices it after a while, or never.
 */
final class SimLink
{
    private static final int FRAMES_PER_TURN = 20;
    private static final int CALM_LENGTH = 64;
    private static final double NOTICED_AT_ONCE = 0.3;

    private final SimOptions options;
    private final EventQueue events;
    private final SimRandom random;
    private final ClientSide member;
    private final long connectionId;
    private final SimStream<Predicate<RequestInbox>> requests;
    private final SimStream<Predicate<AnswerInbox>> answers;
    private final SimStream<Predicate<CommandsInbox>> commands;
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
        final long connectionId)
    {
        this.options = options;
        this.events = events;
        this.random = random;
        this.member = member;
        this.connectionId = connectionId;
        final int length = options.clients().streamLength();
        requests = new SimStream<>(length);
        answers = new SimStream<>(length);
        commands = new SimStream<>(length);
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

    boolean sendRequest(final Predicate<RequestInbox> frame)
    {
        if (!isUp() || requests.isFull() || isBackPressured())
        {
            return false;
        }
        final long arrivesNs = requests.send(frame, events.nowNs() + delayNs());
        if (isConnected && random.chance(0.3))
        {
            events.after(arrivesNs - events.nowNs(), member::wake);
        }
        return true;
    }

    /** Hands over what has come for the client. */
    void pollAnswers(final AnswerInbox inbox)
    {
        for (int i = 0; i < FRAMES_PER_TURN && !isCut; i++)
        {
            final Predicate<AnswerInbox> frame = answers.arrived(events.nowNs());
            if (frame == null)
            {
                return;
            }
            answers.remove();
            frame.test(inbox);
        }
    }

    /** Hands over what has come for the client, until it takes no more. */
    void pollCommands(final CommandsInbox inbox)
    {
        for (int i = 0; i < FRAMES_PER_TURN && !isCut; i++)
        {
            final Predicate<CommandsInbox> frame = commands.arrived(events.nowNs());
            if (frame == null || !frame.test(inbox))
            {
                return;
            }
            commands.remove();
        }
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
    int pollRequests(final RequestInbox inbox)
    {
        int taken = 0;
        while (taken < FRAMES_PER_TURN && !isCut && isConnected)
        {
            final Predicate<RequestInbox> frame = requests.arrived(events.nowNs());
            if (frame == null || !frame.test(inbox))
            {
                return taken;
            }
            requests.remove();
            taken++;
        }
        return taken;
    }

    boolean sendAnswer(final Predicate<AnswerInbox> frame)
    {
        if (!isConnected || answers.isFull() || isBackPressured())
        {
            return false;
        }
        answers.send(frame, events.nowNs() + delayNs());
        return true;
    }

    boolean sendCommands(final Predicate<CommandsInbox> frame)
    {
        if (!isConnected || commands.isFull() || isBackPressured())
        {
            return false;
        }
        commands.send(frame, events.nowNs() + delayNs());
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
        final long delayNs = options.delayNs() / 4 + random.exponential(options.delayNs());
        return isCalm ? Math.min(delayNs, options.timing().heartbeatIntervalNs() / 2) : delayNs;
    }

    /** The way back to the client that a member opened, until it closes it. */
    final class Way
    {
        private boolean isClosed;

        boolean send(final Predicate<AnswerInbox> frame)
        {
            check();
            return sendAnswer(frame);
        }

        boolean sendPart(final Predicate<CommandsInbox> frame)
        {
            check();
            return sendCommands(frame);
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
