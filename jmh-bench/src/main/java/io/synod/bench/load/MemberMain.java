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
package io.synod.bench.load;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.synod.bench.system.Member;

/**
 * A member in a process of its own. It says {@code RUNNING}, answers each line {@code leads?} on its standard input
 * with {@code true} or {@code false}, and ends in order when that input ends.
 */
public final class MemberMain
{
    private MemberMain()
    {
    }

    /**
     * Runs until standard input ends.
     *
     * @param args the file that {@link RunSpec#write} wrote, and the member's number, from 0 on.
     * @throws Exception whatever the contender's member throws.
     */
    public static void main(final String[] args) throws Exception
    {
        final RunSpec spec = RunSpec.read(Path.of(args[0]));
        final int memberId = Integer.parseInt(args[1]);
        try (Member member = spec.loadContender().startMember(spec.setup(), memberId);
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)))
        {
            System.out.println("RUNNING");
            while (lines.readLine() != null)
            {
                System.out.println(member.isLeader());
            }
        }
        // Some members leave threads behind that would keep the process.
        System.exit(0);
    }
}
