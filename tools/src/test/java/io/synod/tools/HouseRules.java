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

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The house rules that look at one file. Each says what to do instead; none can be suppressed. */
final class HouseRules
{
    private static final int MAIN_LINES_LIMIT = 400;
    private static final int TEST_LINES_LIMIT = 600;

    private static final Pattern MAY_IMPORT = Pattern.compile("\\bMay import\\b");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
    private static final Pattern MACHINE_PATH = Pattern.compile("(?<![\\w./}-])/(work|root|home)/");
    private static final Pattern REGISTRY_HOST = Pattern.compile(
        "(?i)\\b(repo\\d*|central|registry|plugins|oss)\\.[a-z0-9.-]*(maven|sonatype|gradle|npm)[a-z0-9.-]*");

    private static final Pattern SLEEP = Pattern.compile(
        "\\bThread\\s*\\.\\s*(sleep|onSpinWait)\\b|\\bLockSupport\\s*\\.\\s*park\\w*|\\bTimeUnit\\.\\w+\\.sleep\\b");
    private static final Pattern SWITCHED_OFF = Pattern.compile("@(Disabled|Ignore)\\w*\\b");
    private static final Pattern MOCKS =
        Pattern.compile("\\borg\\.(mockito|easymock|jmock|powermock)\\b|\\bmockit\\.|\\bio\\.mockk\\b");
    private static final Pattern SHOULD = Pattern.compile("\\bvoid\\s+\\w*[sS]hould(?![a-z])\\w*\\s*\\(");

    private static final Pattern GATED_REPLY = Pattern.compile("(\\.|::)\\s*send(Promise|Accepted)\\b");

    private HouseRules()
    {
    }

    static List<Finding> check(final SourceFile file)
    {
        final List<Finding> findings = new ArrayList<>(ofAnyFile(file));
        if (file.isJava())
        {
            findings.addAll(ofJava(file));
        }
        if (file.isTest())
        {
            findings.addAll(ofTests(file));
        }
        if (file.isCoreMain() && file.isJava())
        {
            findings.addAll(ofCore(file));
        }
        return findings;
    }

    private static List<Finding> ofAnyFile(final SourceFile file)
    {
        final List<Finding> findings = new ArrayList<>();
        findings.addAll(file.findAll(file.text(), MACHINE_PATH, "names a path of one machine",
            "a path from the root of the repository, a system property, or a directory the test makes"));
        findings.addAll(file.findAll(file.text(), REGISTRY_HOST, "names a package registry",
            "leave the host to Maven's settings, or to MVNW_REPOURL"));
        return findings;
    }

    private static List<Finding> ofJava(final SourceFile file)
    {
        final List<Finding> findings = new ArrayList<>();
        final int limit = file.isTest() ? TEST_LINES_LIMIT : MAIN_LINES_LIMIT;
        if (file.lineCount() > limit)
        {
            findings.add(new Finding(file.path(), limit + 1, "file of " + file.lineCount() + " lines, limit " + limit,
                "give one of its responsibilities, with the state it owns, a class of its own"));
        }
        if ("package-info.java".equals(file.fileName()) && !MAY_IMPORT.matcher(file.text()).find())
        {
            findings.add(new Finding(file.path(), 1, "package-info without its arrows",
                "add the sentence \"May import ...\" that names the packages below this one"));
        }
        if (!file.text().startsWith("/*\n * Copyright "))
        {
            findings.add(new Finding(file.path(), 1, "no licence header", "put config/license-header.txt on top"));
        }
        findings.addAll(file.findAll(SourceText.codeAndCommentsOf(file.text()), UNFINISHED, "unfinished work",
            "finish it, or open an issue and say in the comment what holds today"));
        return findings;
    }

    private static List<Finding> ofTests(final SourceFile file)
    {
        final List<Finding> findings = new ArrayList<>();
        findings.addAll(file.findAll(SLEEP, "a test that waits for the clock",
            "hand in nowNs (core, simulator), or poll the condition itself with a deadline and Thread.yield()"));
        findings.addAll(file.findAll(SWITCHED_OFF, "a test switched off",
            "repair it, delete it, or make it a scenario that states today's behaviour"));
        findings.addAll(file.findAll(MOCKS, "a mocking library",
            "write a fake that obeys the port's contract: RecordingOutbox, MemoryJournal in paxos-core's test-jar"));
        findings.addAll(file.findAll(SHOULD, "a test named with 'should'",
            "a sentence in the present: nacksAcceptBelowPromisedBallot"));
        return findings;
    }

    private static List<Finding> ofCore(final SourceFile file)
    {
        final List<Finding> findings = new ArrayList<>(CoreRules.check(file));
        if (!"DurabilityGate.java".equals(file.fileName()))
        {
            findings.addAll(file.findAll(GATED_REPLY, "a reply that vouches for state, sent past the gate",
                "hand it to DurabilityGate with its journal position; only the gate sends promise and accepted"));
        }
        return findings;
    }
}
