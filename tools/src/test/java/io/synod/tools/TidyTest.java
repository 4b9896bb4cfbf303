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
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/** The house rules, held against the whole repository. What they are, and that each can fail: HouseRulesTest. */
class TidyTest
{
    private final List<SourceFile> files = SourceTree.read(SourceTree.root());

    @Test
    void keepsTheHouseRules()
    {
        final List<Finding> findings = new ArrayList<>();
        files.forEach(file -> findings.addAll(HouseRules.check(file)));
        findings.addAll(PackageRules.check(files));

        if (!findings.isEmpty())
        {
            fail(findings.stream().map(Finding::toString)
                .collect(Collectors.joining("\n", findings.size() + " house rules broken:\n", "")));
        }
    }

    @Test
    void readsTheWholeRepository()
    {
        assertTrue(files.stream().anyMatch(SourceFile::isCoreMain), "no file of the core was read");
        assertTrue(files.stream().anyMatch(SourceFile::isTest), "no test was read");
        assertTrue(files.stream().anyMatch(file -> file.path().equals("mvnw")), "no script was read");
    }
}
