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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The house rules that look at all main files together: who may know whom, and no circles. */
final class PackageRules
{
    /** Arrows only downward. A package that is not named here is bound by the rule against circles alone. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.of(
        "io.synod.replica", rooms("role", "session", "port", "quorum", "protocol"),
        "io.synod.role", rooms("session", "port", "quorum", "protocol"),
        "io.synod.session", rooms("port", "protocol"),
        "io.synod.port", rooms("protocol"),
        "io.synod.quorum", rooms("protocol"),
        "io.synod.protocol", Set.of());

    private static final Pattern REFERENCE = Pattern.compile("\\b(io\\.synod(?:\\.[a-z]\\w*)*)\\.[A-Z*]");

    private PackageRules()
    {
    }

    private static Set<String> rooms(final String... names)
    {
        final Set<String> rooms = new HashSet<>();
        for (final String name : names)
        {
            rooms.add("io.synod." + name);
        }
        return rooms;
    }

    static List<Finding> check(final List<SourceFile> files)
    {
        final List<SourceFile> mainFiles = files.stream().filter(SourceFile::isMain).toList();
        final List<Finding> findings = new ArrayList<>();
        final Map<String, Map<String, Finding>> arrows = new TreeMap<>();
        for (final SourceFile file : mainFiles)
        {
            findings.addAll(collectArrows(file, arrows));
        }
        findings.addAll(circlesOf(arrows));
        findings.addAll(withoutPackageInfo(mainFiles));
        return findings;
    }

    private static List<Finding> collectArrows(final SourceFile file, final Map<String, Map<String, Finding>> arrows)
    {
        final List<Finding> findings = new ArrayList<>();
        final String from = file.packageName();
        final Set<String> allowed = MAY_IMPORT.get(from);
        final Matcher matcher = REFERENCE.matcher(file.code());
        while (matcher.find())
        {
            final String to = matcher.group(1);
            if (to.equals(from))
            {
                continue;
            }
            final int line = file.lineOf(matcher.start());
            arrows.computeIfAbsent(from, key -> new TreeMap<>()).putIfAbsent(to, new Finding(file.path(), line,
                "a circle of packages: " + from + " -> " + to + " and back",
                "return a value and let the package above carry it, or move what both need below both"));
            if (allowed != null && !allowed.contains(to))
            {
                findings.add(new Finding(file.path(), line, "an arrow upward: " + from + " -> " + to,
                    "return a value and let Replica carry it; below " + from + " are only " + new TreeSet<>(allowed)));
            }
        }
        return findings;
    }

    private static List<Finding> circlesOf(final Map<String, Map<String, Finding>> arrows)
    {
        final List<Finding> findings = new ArrayList<>();
        arrows.forEach((from, targets) -> targets.forEach((to, finding) ->
        {
            if (reaches(arrows, to, from))
            {
                findings.add(finding);
            }
        }));
        return findings;
    }

    private static boolean reaches(
        final Map<String, Map<String, Finding>> arrows, final String start, final String target)
    {
        final Set<String> seen = new HashSet<>();
        final Deque<String> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty())
        {
            final String next = open.pop();
            if (next.equals(target))
            {
                return true;
            }
            if (seen.add(next))
            {
                open.addAll(arrows.getOrDefault(next, Map.of()).keySet());
            }
        }
        return false;
    }

    private static List<Finding> withoutPackageInfo(final List<SourceFile> mainFiles)
    {
        final Map<String, SourceFile> firstOf = new TreeMap<>();
        final Set<String> described = new HashSet<>();
        for (final SourceFile file : mainFiles)
        {
            final String directory = file.path().substring(0, file.path().lastIndexOf('/'));
            firstOf.putIfAbsent(directory, file);
            if ("package-info.java".equals(file.fileName()))
            {
                described.add(directory);
            }
        }
        firstOf.keySet().removeAll(described);
        return firstOf.entrySet().stream().map(entry -> new Finding(entry.getKey(), 1, "a package without package-info",
            "add package-info.java: one sentence, one picture, \"May import ...\"")).toList();
    }
}
