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
package io.synod.tools;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Feeds each house rule something bad, and something that only looks bad. */
class HouseRulesTest
{
    private static final String HEADER = "/*\n * Copyright 2026\n */\n";
    private static final String CORE = "paxos-core/src/main/java/io/synod/role/Acceptor.java";
    private static final String TEST = "simulator/src/test/java/io/synod/simulator/SomeTest.java";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a clock in the core              | final long nowNs = System.nanoTime();",
        "a clock in the core              | final long nowMs = System.currentTimeMillis();",
        "chance in the core               | import java.util.Random;",
        "chance in the core               | final int i = ThreadLocalRandom.current().nextInt();",
        "chance in the core               | final double d = Math.random();",
        "threads in the core              | synchronized (this)",
        "threads in the core              | Thread.onSpinWait();",
        "threads in the core              | import java.util.concurrent.atomic.AtomicLong;",
        "files or sockets in the core     | import java.io.File;",
        "files or sockets in the core     | import java.nio.file.Path;",
        "files or sockets in the core     | import java.net.URI;",
        "output from the core             | System.out.println(slot);",
        "output from the core             | import org.slf4j.Logger;",
        "java.util in the core            | import java.util.HashMap;",
        "java.util in the core            | import java.util.List;",
        "java.util in the core            | import java.util.*;",
        "a stream in the core             | slots.stream().count();",
        "codecs in the core               | import io.synod.codecs.AcceptDecoder;",
        "a word of another glossary       | private long commitIndex;",
        "a word of another glossary       | private long committedThrough;",
        "a word of another glossary       | long currentTerm;",
        "a word of another glossary       | long viewNumber;",
        "a word of another glossary       | void appendToWal(final long opNumber)",
        "a word of another glossary       | long correlationId;",
        "a word of another glossary       | COMMIT_INDEX",
        "a word of another glossary       | journal.commit();",
        "a reply that vouches for state   | outbox.sendPromise(from, ballot);",
        "a reply that vouches for state   | outbox .sendAccepted(from, ballot);",
        "unfinished work                  | int i; // TODO later",
    })
    void catchesInTheCore(final String rule, final String badLine)
    {
        assertCaught(rule, CORE, badLine);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a test that waits for the clock  | Thread.sleep(10);",
        "a test that waits for the clock  | LockSupport.parkNanos(10);",
        "a test switched off              | @Disabled",
        "a test switched off              | @Ignore",
        "a mocking library                | import static org.mockito.Mockito.mock;",
        "a test named with 'should'       | void shouldNack()",
        "a test named with 'should'       | void acceptorShouldNack()",
    })
    void catchesInTests(final String rule, final String badLine)
    {
        assertCaught(rule, TEST, badLine);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "import java.util.Arrays;",
        "bufferClaim.commit();",
        "final String s = \"System.nanoTime() HashMap commitIndex TODO\";",
        "// unlike System.nanoTime() or a commitIndex of a HashMap",
        "/** A wal, a term and a viewNumber, in other people's words. */",
        "boolean sendPromise(int from, long ballot);",
        "private final ReplicaView replicaView;",
        "determine(terminal, review);",
    })
    void leavesAloneInTheCore(final String goodLine)
    {
        assertEquals(List.of(), HouseRules.check(SourceFile.of(CORE, HEADER + goodLine + "\n")));
    }

    @Test
    void letsTheGateSend()
    {
        final String path = CORE.replace("Acceptor", "DurabilityGate");
        assertEquals(List.of(), HouseRules.check(SourceFile.of(path, HEADER + "outbox.sendPromise(from);\n")));
    }

    @Test
    void catchesPathsOfOneMachineInAnyFile()
    {
        final String root = "/" + "home/";
        assertCaught("names a path of one machine", "docs/TESTING.md", "see " + root + "me/synod");
        assertEquals(List.of(), HouseRules.check(SourceFile.of("docs/TESTING.md", "see target" + root + "me")));
    }

    @Test
    void catchesRegistriesInAnyFile()
    {
        assertCaught("names a package registry", "pom.xml", "https://repo1" + ".maven.example/x");
    }

    @Test
    void catchesFilesThatGrewTooLong()
    {
        assertCaught("file of", CORE, "int i;\n".repeat(400));
        assertCaught("file of", TEST, "int i;\n".repeat(600));
        assertEquals(List.of(), HouseRules.check(SourceFile.of(TEST, HEADER + "int i;\n".repeat(500))));
    }

    @Test
    void catchesPackageInfoWithoutItsArrows()
    {
        assertCaught("package-info without its arrows", CORE.replace("Acceptor", "package-info"), "package x;");
    }

    @Test
    void catchesMissingLicenceHeader()
    {
        final List<Finding> findings = HouseRules.check(SourceFile.of(CORE, "package io.synod.role;\n"));
        assertTrue(findings.toString().contains("no licence header"), findings::toString);
    }

    @Test
    void catchesArrowsUpward()
    {
        final List<Finding> findings = PackageRules.check(List.of(
            inPackage("port", "import io.synod.role.Acceptor;"), packageInfo("port")));
        assertEquals(1, findings.size(), findings::toString);
        assertTrue(findings.get(0).rule().startsWith("an arrow upward: io.synod.port -> io.synod.role"));
    }

    @Test
    void catchesArrowsWithoutImport()
    {
        final List<Finding> findings = PackageRules.check(List.of(
            inPackage("protocol", "final io.synod.port.Outbox outbox;"), packageInfo("protocol")));
        assertEquals(1, findings.size(), findings::toString);
    }

    @Test
    void catchesCirclesOfPackages()
    {
        final List<Finding> findings = PackageRules.check(List.of(
            inPackage("a", "import io.synod.b.B;"), packageInfo("a"),
            inPackage("b", "import static io.synod.c.C.go;"), packageInfo("b"),
            inPackage("c", "import io.synod.a.*;"), packageInfo("c"),
            inPackage("d", "import io.synod.a.A;"), packageInfo("d")));
        assertEquals(3, findings.size(), findings::toString);
        assertTrue(findings.stream().allMatch(finding -> finding.rule().startsWith("a circle of packages")));
    }

    @Test
    void catchesPackagesWithoutPackageInfo()
    {
        final List<Finding> findings = PackageRules.check(List.of(inPackage("a", "")));
        assertEquals("a package without package-info", findings.get(0).rule());
    }

    @Test
    void namesTheLineAndWhatToDoInstead()
    {
        final SourceFile file = SourceFile.of(CORE, HEADER + "\n/* two\n lines */ int i = Math.random();\n");
        assertEquals(CORE + ":6: chance in the core: Math.random\n    instead: " +
            "a seeded generator whose seed is configuration", HouseRules.check(file).get(0).toString());
    }

    @Test
    void blanksLiteralsAndComments()
    {
        assertEquals("a =        ; b =    ; c\nd =   \n   \n   ;",
            SourceText.codeOf("a = \"\\\"//x\"; b = '\"'; c\nd = /*\n * \n*/ ;"));
        assertEquals("s =    \n    \n   ; t", SourceText.codeOf("s = \"\"\"\n \"x \n\"\"\"; t"));
    }

    private static void assertCaught(final String rule, final String path, final String badText)
    {
        final List<Finding> findings = HouseRules.check(SourceFile.of(path, HEADER + badText + "\n"));
        assertEquals(1, findings.stream().filter(finding -> finding.rule().startsWith(rule)).count(),
            () -> rule + " in: " + badText + " gave " + findings);
    }

    private static SourceFile inPackage(final String room, final String line)
    {
        final String path = "paxos-core/src/main/java/io/synod/" + room + "/Some.java";
        return SourceFile.of(path, HEADER + "package io.synod." + room + ";\n\n" + line + "\n");
    }

    private static SourceFile packageInfo(final String room)
    {
        final String path = "paxos-core/src/main/java/io/synod/" + room + "/package-info.java";
        return SourceFile.of(path, HEADER + "/** May import little. */\npackage io.synod." + room + ";\n");
    }
}
