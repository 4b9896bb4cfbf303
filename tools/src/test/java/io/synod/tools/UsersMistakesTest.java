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

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.synod.tools.Processes.Run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever a user gets wrong: exit code 2, a line that says what is right, and no stack. */
final class UsersMistakesTest
{
    private static final String MEMBERS = "0=127.0.0.1:20110,1=127.0.0.1:20120,2=127.0.0.1:20130";

    @TempDir
    private Path directory;

    @Test
    void aNodeSaysWhatItLacks()
    {
        final String dir = directory.resolve("node").toString();
        assertRefusal("--id is missing: give it, as in --id 0", "node", "--members", MEMBERS, "--dir", dir);
        assertRefusal("--members is missing", "node", "--id", "0", "--dir", dir);
        assertRefusal("--dir is missing", "node", "--id", "0", "--members", MEMBERS);
        assertRefusal("members: '0=foo' has no port", "node", "--id", "0", "--members", "0=foo", "--dir", dir);
        assertRefusal("memberId=7 must be one of", "node", "--id", "7", "--members", MEMBERS, "--dir", dir);
        assertRefusal("durability=maybe must be one of flushed, written",
            "node", "--id", "0", "--members", MEMBERS, "--dir", dir, "--durability", "maybe");
        assertRefusal("timing.hartbeat=1ms is no option; there are clusterName,",
            "node", "--id", "0", "--members", MEMBERS, "--dir", dir, "--set", "timing.hartbeat=1ms");
        assertRefusal("--config", "node", "--id", "0", "--members", MEMBERS, "--dir", dir, "--config", dir + ".none");
        assertRefusal("must be an address of this machine",
            "node", "--id", "0", "--members", "0=192.0.2.1:20110", "--dir", dir);
        assertRefusal("Unknown option: '--bogus'", "node", "--bogus");
    }

    @Test
    void clientsSayWhatTheyLack()
    {
        assertRefusal("--members is missing", "append");
        assertRefusal("--members is missing", "tail");
        assertRefusal("--members is missing", "status");
        assertRefusal("--members is missing", "doctor");
        assertRefusal("'0=no.such.host.invalid:20110' has a host name that this machine cannot resolve",
            "status", "--members", "0=no.such.host.invalid:20110");
        assertRefusal("--rate fast must be a number a second", "append", "--members", MEMBERS, "--rate", "fast");
        assertRefusal("--file ", "append", "--members", MEMBERS, "--file", directory.resolve("none").toString());
        assertRefusal("--from=0 must be at least 1", "tail", "--members", MEMBERS, "--from", "0");
        assertRefusal("is no directory of a node: there is no", "status", "--dir", directory.toString());
        assertRefusal("--members=4 must be 3 or 5", "demo", "--members", "4");
        assertRefusal("--seconds=0 must be in [1, 86400]", "demo", "--seconds", "0");
    }

    @Test
    void oneNameThatCannotBeResolvedStopsNobody()
    {
        final Run run = Processes.synod(
            "status", "--timeout", "100", "--members", "0=no.such.host.invalid:20110,1=127.0.0.1:20120");
        assertEquals(3, run.exitCode(), run.err());
    }

    @Test
    void everyCommandExplainsItsExitCodes()
    {
        for (final String command : new String[]{"node", "demo", "append", "tail", "status", "doctor", "simulate"})
        {
            final Run help = Processes.synod(command, "--help");
            assertEquals(0, help.exitCode());
            assertTrue(help.out().contains("Exit codes: 0 "), help.out());
        }
    }

    private static void assertRefusal(final String part, final String... args)
    {
        final Run run = Processes.synod(args);
        assertEquals(2, run.exitCode(), run.err());
        assertTrue(run.err().contains(part), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
    }
}
