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
package io.synod.simulator.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.synod.simulator.SimOptions;
import io.synod.simulator.SimReport;
import io.synod.simulator.Simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What runs do is what the model allows; and a trace that was spoilt by hand is refused where it breaks a rule. */
final class TraceCheckerTest
{
    private static final int SEEDS =
        Boolean.getBoolean("synod.long") ? 1000 : Boolean.getBoolean("synod.short") ? 10 : 60;
    private static final long FROM_SEED = Long.getLong("synod.seed", 1);

    /**
     * Three members: ballot 1.0 decides slot 1 and loses its leader with slot 2 on the way; 2.2 recovers both slots,
     * member 0 joins it at slot 4 and is filled in; at the end it crashes again. The first number is the time.
     */
    private static final String TRACE = """
        1  -1 Options voters 7 learners 0 q1 2 q2 2
        2  0 Start records 0 promised 0 chain 0 from 1 through 0 decided 0
        3  1 Start records 0 promised 0 chain 0 from 1 through 0 decided 0
        4  2 Start records 0 promised 0 chain 0 from 1 through 0 decided 0
        5  0 Campaign b 256
        6  0 Durable records 1
        7  1 Promise b 256
        8  1 Durable records 1
        9  1 SendPromise b 256 chain 0 from 1 through 0 decided 0 slot 1 limit 1 last 1 headers 0 hash 0
        10 0 Propose b 256 slot 1 origin 256 value 11 from 1 fence 0
        11 0 Lead b 256 from 1 fence 0
        12 0 Durable records 2
        13 1 Accept b 256 slot 1 origin 256 value 11 from 1 fence 0
        14 1 Durable records 2
        15 1 SendAccepted b 256 through 1
        16 0 Decide b 256 through 1
        17 1 Learn b 0 through 1
        18 0 Propose b 256 slot 2 origin 256 value 12 from 1 fence 0
        19 1 Accept b 256 slot 2 origin 256 value 12 from 1 fence 0
        20 1 Durable records 3
        21 0 Crash of 3
        22 0 Start records 2 promised 256 chain 256 from 1 through 1 decided 0
        23 2 Campaign b 514
        24 2 Durable records 1
        25 1 Promise b 514
        26 1 Durable records 4
        27 1 SendPromise b 514 chain 256 from 1 through 2 decided 1 slot 1 limit 3 last 1 headers 2 hash 262053091380
        28 0 Promise b 514
        29 0 Durable records 3
        30 0 SendPromise b 514 chain 256 from 1 through 1 decided 0 slot 1 limit 2 last 1 headers 1 hash 283754
        31 2 Accept b 514 slot 1 origin 256 value 11 from 1 fence 2
        32 2 Accept b 514 slot 2 origin 256 value 12 from 1 fence 2
        33 2 Propose b 514 slot 3 origin 514 value 13 from 1 fence 2
        34 2 Lead b 514 from 1 fence 2
        35 2 Durable records 4
        36 1 Accept b 514 slot 1 origin 256 value 11 from 1 fence 2
        37 1 Accept b 514 slot 2 origin 256 value 12 from 1 fence 2
        38 1 Accept b 514 slot 3 origin 514 value 13 from 1 fence 2
        39 1 Durable records 7
        40 1 SendAccepted b 514 through 3
        41 2 Decide b 514 through 3
        42 1 Learn b 0 through 3
        43 0 Fill b 514 slot 1 origin 256 value 11
        44 0 Learn b 0 through 1
        45 0 Fill b 514 slot 2 origin 256 value 12
        46 0 Mark slot 2
        47 0 Durable records 6
        48 0 Learn b 0 through 2
        49 2 Propose b 514 slot 4 origin 514 value 14 from 1 fence 2
        50 0 Accept b 514 slot 4 origin 514 value 14 from 4 fence 2
        51 0 Durable records 7
        52 0 SendAccepted b 514 through 4
        53 2 Durable records 5
        54 2 Decide b 514 through 4
        55 0 Fill b 514 slot 3 origin 514 value 13
        56 0 Learn b 0 through 4
        57 0 Durable records 8
        58 0 Crash of 8
        59 0 Start records 8 promised 514 chain 514 from 4 through 4 decided 3
        """;

    @Test
    void whatRunsDoIsWhatTheModelAllows()
    {
        long lines = 0;
        for (long seed = FROM_SEED; seed < FROM_SEED + SEEDS; seed++)
        {
            final TraceChecker checker = new TraceChecker();
            final SimReport report = Simulation.run(SimOptions.draw(seed).withoutRot(), number -> true, checker);
            assertNull(report.failure(), "seed " + seed);
            lines += checker.lineNumber();
        }
        System.out.println("trace check: " + SEEDS + " seeds, " + lines + " lines");
        assertTrue(lines > 100L * SEEDS, "lines " + lines);
    }

    @Test
    void takesTheTraceAsItWas()
    {
        check(lines());
    }

    /** Of a line the text on the left becomes the one on the right; the deviation is found where it must be. */
    @ParameterizedTest(name = "line {0}: {1} becomes {2}: line {3}, {4}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, value = {
        "1  | Options   | Lead      | 1  | the first line is Options",
        "5  | 0 Campaign | 3 Campaign | 5 | a member is one of the membership",
        "22 | 22 0      | 3 0       | 22 | time does not run back",
        "17 | Learn     | Begin     | 17 | an action is one of the model",
        "5  | b 256     | b 257     | 5  | Campaign: a voter, at a ballot of its own",
        "1  | voters 7 learners 0 | voters 6 learners 1 | 5 | Campaign: a voter, at a ballot of its own",
        "23 | 2 Campaign b 514 | 1 Campaign b 1 | 23 | Campaign: above its promise",
        "25 | b 514     | b 515     | 25 | Promise: the ballot's owner has campaigned",
        "28 | b 514     | b 256     | 28 | Promise: above what was promised",
        "9  | decided 0 | decided 1 | 9  | SendPromise: no more than is known decided",
        "27 | through 2 | through 3 | 27 | SendPromise: the chain as it is durable",
        "27 | chain 256 | chain 514 | 27 | SendPromise: the chain as it is durable",
        "27 | hash 262053091380 | hash 1 | 27 | SendPromise: headers as they are durable",
        "27 | limit 3 last 1 headers 2 hash 262053091380 | limit 2 last 1 headers 1 hash 283754 | 27 | " +
            "SendPromise: the last part is the last",
        "27 | limit 3 last 1 headers 2 hash 262053091380 | limit 2 last 0 headers 1 hash 283754 | 33 | " +
            "Lead: the fence is what the source has accepted",
        "31 | from 1    | from 2    | 31 | Lead: firstUndecided is behind what is known",
        "31 | slot 1    | slot 2    | 31 | Lead: recovered slots are stored in order",
        "32 | fence 2   | fence 3   | 32 | Lead: firstUndecided and fence stay",
        "32 | value 12  | value 13  | 33 | Lead: a recovered slot has the value of the highest ballot",
        "32 | origin 256 | origin 512 | 33 | Lead: a recovered slot has the value of the highest ballot",
        "31 | value 11  | value 12  | 31 | LaterProposesSame: a later leader proposes the chosen value",
        "1  | q1 2      | q1 3      | 10 | Lead: a phase-1 quorum has promised",
        "34 | fence 2   | fence 1   | 34 | Lead: firstUndecided and fence stay",
        "34 | 2 Lead    | 1 Lead    | 34 | Lead: by the owner of the ballot",
        "18 | slot 2    | slot 3    | 18 | Propose: the slot behind the last one",
        "18 | origin 256 | origin 257 | 18 | Propose: the owner makes the value",
        "18 | 0 Propose | 2 Propose | 18 | Propose: the owner makes the value",
        "13 | b 256     | b 514     | 13 | Accept: the ballot's owner has campaigned",
        "38 | b 514 slot 3 origin 514 value 13 from 1 fence 2 | b 256 slot 2 origin 256 value 12 from 1 fence 0 " +
            "| 38 | Accept: not below the promise",
        "13 | value 11  | value 12  | 13 | Accept: the value of the ballot's leader",
        "38 | origin 514 | origin 256 | 38 | Accept: the value of the ballot's leader",
        "13 | fence 0   | fence 1   | 13 | Accept: the fence of the ballot",
        "13 | from 1    | from 0    | 13 | Accept: a stream starts at firstUndecided or behind what is decided",
        "50 | from 4    | from 5    | 50 | Accept: a stream starts at firstUndecided or behind what is decided",
        "19 | slot 2    | slot 3    | 19 | Accept: a slot of the ballot",
        "50 | from 4    | from 3    | 50 | Accept: the slot continues the chain, or starts it anew",
        "15 | through 1 | through 2 | 15 | SendAccepted: the chain as it is durable",
        "40 | b 514     | b 256     | 40 | SendAccepted: the chain as it is durable",
        "41 | through 3 | through 4 | 41 | Decide: a phase-2 quorum has vouched for the slot",
        "1  | q2 2      | q2 3      | 16 | Decide: a phase-2 quorum has vouched for the slot",
        "54 | b 514     | b 256     | 54 | Decide: by the leader of the ballot",
        "17 | through 1 | through 2 | 17 | Learn: known to be decided, and held",
        "48 | through 2 | through 3 | 48 | Learn: known to be decided, and held",
        "48 | through 2 | through 1 | 48 | Learn: known to be decided, and held",
        "43 | slot 1    | slot 3    | 43 | Fill: the slot behind decidedThrough",
        "45 | slot 2    | slot 1    | 45 | Fill: the slot behind decidedThrough",
        "45 | b 514     | b 256     | 45 | Fill: from a member that knows it decided",
        "45 | value 12  | value 13  | 45 | Fill: from a member that knows it decided",
        "43 | origin 256 | origin 514 | 43 | Fill: from a member that knows it decided",
        "46 | slot 2    | slot 3    | 46 | Mark: no more than is known decided",
        "14 | records 2 | records 3 | 14 | Durable: between what was durable and what was written",
        "14 | records 2 | records 0 | 14 | Durable: between what was durable and what was written",
        "21 | of 3      | of 4      | 21 | Crash: as many records as were written",
        "22 | records 2 | records 1 | 22 | Durable: between what was durable and what was written",
        "22 | records 2 | records 4 | 22 | Durable: between what was durable and what was written",
        "22 | promised 256 | promised 0 | 22 | Start: as the records say",
        "22 | chain 256 | chain 0   | 22 | Start: as the records say",
        "59 | from 4    | from 3    | 59 | Start: as the records say",
        "22 | through 1 | through 2 | 22 | Start: as the records say",
        "59 | decided 3 | decided 4 | 59 | Start: as the records say"
    })
    void refusesALineThatWasChanged(
        final int line, final String before, final String after, final int foundAt, final String rule)
    {
        final List<String> lines = lines();
        assertTrue(lines.get(line - 1).contains(before), lines.get(line - 1));
        lines.set(line - 1, lines.get(line - 1).replace(before, after));
        assertRefused(lines, foundAt, rule);
    }

    @ParameterizedTest(name = "without line {0}: line {1}, {2}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, value = {
        "4  | 23 | a member that is down does nothing",
        "5  | 6  | Durable: between what was durable and what was written",
        "6  | 7  | Promise: the owner's promise is durable",
        "8  | 9  | SendPromise: just this promise is durable",
        "9  | 10 | Lead: a phase-1 quorum has promised",
        "12 | 16 | Decide: a phase-2 quorum has vouched for the slot",
        "14 | 15 | SendAccepted: the chain as it is durable",
        "15 | 16 | Decide: a phase-2 quorum has vouched for the slot",
        "16 | 17 | Learn: known to be decided, and held",
        "26 | 27 | SendPromise: just this promise is durable",
        "27 | 33 | Lead: the fence is what the source has accepted",
        "32 | 33 | Lead: all recovered slots are stored",
        "33 | 35 | Durable: between what was durable and what was written",
        "37 | 38 | Accept: the slot continues the chain, or starts it anew",
        "40 | 41 | Decide: a phase-2 quorum has vouched for the slot",
        "43 | 47 | Durable: between what was durable and what was written",
        "55 | 56 | Learn: known to be decided, and held"
    })
    void refusesALineAfterOneThatWasLeftOut(final int line, final int foundAt, final String rule)
    {
        final List<String> lines = lines();
        lines.remove(line - 1);
        assertRefused(lines, foundAt - 1, rule);
    }

    @ParameterizedTest(name = "lines {0} and {1}: line {2}, {3}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, value = {
        "14 | 15 | 14 | SendAccepted: the chain as it is durable",
        "19 | 25 | 19 | Promise: the ballot's owner has campaigned",
        "31 | 32 | 31 | Lead: recovered slots are stored in order",
        "36 | 37 | 36 | Accept: the slot continues the chain, or starts it anew",
        "41 | 42 | 41 | Learn: known to be decided, and held",
        "43 | 45 | 44 | Learn: known to be decided, and held"
    })
    void refusesLinesThatChangedPlaces(final int first, final int second, final int foundAt, final String rule)
    {
        final List<String> lines = lines();
        final String one = lines.get(first - 1);
        lines.set(first - 1, first + lines.get(second - 1).substring(2));
        lines.set(second - 1, second + one.substring(2));
        assertRefused(lines, foundAt, rule);
    }

    @Test
    void aDeposedLeaderProposesNoMore()
    {
        final List<String> lines = new ArrayList<>(lines().subList(0, 22));
        lines.add("23 0 Propose b 256 slot 3 origin 256 value 13 from 1 fence 0");
        assertRefused(lines, 23, "Propose: by the leader of the ballot");
    }

    @Test
    void aMessageNamesLineRuleAndValues()
    {
        final List<String> lines = lines();
        lines.set(12, lines.get(12).replace("value 11", "value 77"));
        final String message = assertThrows(TraceDeviation.class, () -> check(lines)).getMessage();
        assertTrue(message.startsWith(
            "line 13: Accept: the value of the ballot's leader: ballot 1.0 LEAD, slot 1, stored <1.0, 1.0:77>, " +
                "leader's <1.0, 1.0:11> in {\"t\":13,"), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{}",
        "{\"t\":1",
        "{\"t\":1}",
        "{\"a\":\"Start}",
        "{\"t\":x,\"a\":\"Start\"}",
        "{\"t\":1,\"t\":2,\"a\":\"Start\"}",
        "{\"t\":1,\"a\":\"Start\"}}",
        "{\"t\":1,\"a\":\"Start\",\"z\":\"y\"}",
        "{\"t\":99999999999999999999,\"a\":\"Start\"}"
    })
    void refusesWhatIsNoLine(final String text)
    {
        assertThrows(TraceDeviation.class, () -> new TraceChecker().accept(text));
    }

    private static void assertRefused(final List<String> lines, final int foundAt, final String rule)
    {
        final TraceDeviation found = assertThrows(TraceDeviation.class, () -> check(lines));
        assertEquals(rule, found.rule(), found.getMessage());
        assertEquals(foundAt, found.lineNumber(), found.getMessage());
    }

    private static void check(final List<String> lines)
    {
        final TraceChecker checker = new TraceChecker();
        lines.forEach(text -> checker.accept(json(text)));
    }

    private static List<String> lines()
    {
        return TRACE.lines().map(text -> text.replaceAll(" +", " ")).collect(Collectors.toCollection(ArrayList::new));
    }

    private static String json(final String text)
    {
        final String[] words = text.split(" ", -1);
        final StringBuilder json = new StringBuilder("{\"t\":" + words[0] + ",\"m\":" + words[1]);
        json.append(",\"a\":\"").append(words[2]).append('"');
        for (int i = 3; i < words.length; i += 2)
        {
            json.append(",\"").append(words[i]).append("\":").append(words[i + 1]);
        }
        return json.append('}').toString();
    }
}
