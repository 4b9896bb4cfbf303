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
package io.synod.simulator.mutant;

import java.util.List;

/** Mistakes between clients and the log, at either end: {@code docs/PROTOCOL.md} 5. */
final class ClientMutants
{
    private static final String DESK = "desk/ClientDesk.java";
    private static final String ANSWERS = "desk/Answers.java";
    private static final String WATCH = "desk/SessionWatch.java";
    private static final String APPENDER = "client/AppenderCore.java";
    private static final String SUBSCRIBER = "client/SubscriberCore.java";

    static final List<Mutant> ALL = List.of(
        // The member's desk.
        Mutant.of("A command is acknowledged before it is decided", "5, I14; history 28", DESK,
            "            commands++;\n",
            "            commands++;\n            final io.synod.transport.client.AckRuns early = " +
                "new io.synod.transport.client.AckRuns().start(sessionId, 1);\n" +
                "            early.addRun(requestId, result, 1);\n            connection.answers.sendAcks(early);\n"),
        Mutant.of("A session is judged by a table that has not come to its opening", "5, I14", ANSWERS,
            "return sessionId <= replica.decidedThrough() && !replica",
            "return !replica"),
        Mutant.of("A retry of what was acknowledged is not acknowledged again", "5, V3", DESK,
            "            connection.ackedThrough = Math.min(connection.ackedThrough, requestId - 1);\n",
            ""),
        Mutant.of("What was answered under another ballot counts on", "5, V3", "desk/Connection.java",
            "        if (ballot != takenBallot)\n",
            "        if (takenBallot == Ballot.NONE)\n"),
        Mutant.of("A session is opened by another leader's slot", "5, I14", ANSWERS,
            "            if (!isStillLed)\n",
            "            if (!isStillLed && connection.openSlot > replica.decidedThrough())\n")
            .and("            else if (connection.openSlot <= replica.decidedThrough())\n",
                "            else\n"),

        // The life of sessions.
        Mutant.of("A new leader gives no grace", "5, V5; history 31", WATCH,
            "nowNs - Math.max(ledSinceNs, heardNs.get(sessionId))",
            "nowNs - heardNs.get(sessionId)"),
        Mutant.of("A session that was just opened counts as silent since the leadership began", "5, V5", WATCH,
            "heardNs.putIfAbsent(sessionId, nowNs);",
            "heardNs.putIfAbsent(sessionId, ledSinceNs);"),
        Mutant.of("A sign of life keeps nothing alive", "5, V5; history 31", DESK,
            "        watch.onHeard(sessionId, nowNs);\n        final Connection connection = heard(connectionId);\n",
            "        final Connection connection = heard(connectionId);\n"),
        Mutant.of("Connections are never forgotten", "B3", "desk/ConnectionTable.java",
            "if (isRefused || nowNs - connection.heardNs >= silentNs)",
            "if (isRefused)"),
        Mutant.of("Sessions never expire", "5, V3", WATCH,
            "return replica.role() == Role.LEADER ? look(nowNs) : 0;",
            "return 0;"),
        Mutant.of("A session that is no more is never said to be closed", "5, V3", ANSWERS,
            "        connection.isClosedDue = !connection.answers.sendSessionClosed(",
            "        connection.isClosedDue = false && !connection.answers.sendSessionClosed("),

        // The client that appends.
        Mutant.of("Requests are sent again under new numbers after a fail-over", "5, I14", APPENDER,
            "            rewind(window.firstRequestId());\n            wish.hurry",
            "            sessionBase -= window.isEmpty() ? 0 : 1;\n            rewind(window.firstRequestId());\n" +
                "            wish.hurry"),
        Mutant.of("Requests of an ended session are sent again in the next", "5, I14; history 28", APPENDER,
            "window.firstRequestId() <= sentThrough)",
            "window.firstRequestId() <= 0)"),
        Mutant.of("Requests that were sent before going back count as never sent", "5, I14", APPENDER,
            "sentThrough = Math.max(sentThrough, nextToSend);",
            "sentThrough = nextToSend;"),
        Mutant.of("A session that ended begins again", "5, I14; history 31", "client/SessionWish.java",
            "        nonce++;\n",
            "")
            .and(DESK, "else if (replica.sessions().isOpen(connection.openedSession))",
                "else if (connection.openedSession != Connection.NONE)"),
        Mutant.of("Acknowledgements with a gap are taken", "5, I14", APPENDER,
            "if (first + k == window.firstRequestId() && !window.isEmpty())",
            "if (first + k >= window.firstRequestId() && !window.isEmpty())"),
        Mutant.of("Nothing is sent again without being asked for", "5, V3", APPENDER,
            "nowNs - progressNs >= times.retryIntervalNs()",
            "nowNs < progressNs"),
        Mutant.of("Requests are written over others that have no answer", "5, I14", "client/RequestWindow.java",
            "if (position + length - headPosition > byteMask + 1L)",
            "if (position + length - headPosition > 2 * byteMask)"),
        Mutant.of("A member that fell silent counts as there", "5, V3", "client/Members.java",
            "member.isServing && nowNs - member.heardNs >= times.memberTimeoutNs()",
            "member.isServing && nowNs < member.heardNs"),

        // Subscriptions.
        Mutant.of("A feed goes beyond what is decided", "I9", "feed/LogCursor.java",
            "while (nextSlot <= decidedThrough && reader",
            "while (reader"),
        Mutant.of("Halving passes over the entry that is looked for", "I9", "feed/LogCursor.java",
            "probe.nextSequence() <= nextSequence",
            "probe.firstSequence() <= nextSequence"),
        Mutant.of("A subscription goes on one command too late", "I9", SUBSCRIBER,
            "sendSubscribe(subscriptionId + 1, nextSequence)",
            "sendSubscribe(subscriptionId + 1, nextSequence + switches)"),
        Mutant.of("A gap in a subscription is not noticed", "I9", SUBSCRIBER,
            "        if (part.firstSequence() > nextSequence)\n",
            "        if (part.firstSequence() < 0)\n"),
        Mutant.of("Parts of two entries are put together", "I9", SUBSCRIBER,
            "if (assembledSequence != part.firstSequence() || part.partOffset() > assembledLength)",
            "if (part.partOffset() > assembledLength)")
            .and("        if (part.partOffset() == 0 && assembledSequence != part.firstSequence())\n",
                "        if (part.partOffset() == 0)\n"),
        Mutant.of("What has no room at the subscriber is passed over", "I9", SUBSCRIBER,
            "                nextSequence, part.timeNs(), cursor.sessionId()",
            "                nextSequence + (room == 1 ? 1 : 0), part.timeNs(), cursor.sessionId()"),
        Mutant.of("A subscription that was left goes on", "B3", SUBSCRIBER,
            "        if (unwantedAt != Members.NOBODY &&",
            "        if (unwantedAt < Members.NOBODY &&"),
        Mutant.of("A forgotten client is sent on", "B2", "feed/FeedTable.java",
            "            clients.remove(client);\n",
            ""),
        Mutant.of("A subscriber waits for a member that knows less", "V3", SUBSCRIBER,
            "nowNs - heardNs >= times.memberTimeoutNs() || isBehind;",
            "nowNs < heardNs;"));

    private ClientMutants()
    {
    }
}
