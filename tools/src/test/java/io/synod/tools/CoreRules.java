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
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the protocol core must not contain: everything that would make two runs of the same inputs differ, or allocate,
 * or block; and words that have another name in the glossary.
 */
final class CoreRules
{
    private static final Pattern CLOCK = Pattern.compile(
        "\\bSystem\\s*\\.\\s*(nanoTime|currentTimeMillis)\\b|\\bjava\\.time\\b|\\b(NanoClock|EpochClock)\\b");
    private static final Pattern CHANCE = Pattern.compile(
        "\\bjava\\.util\\.(random\\b|Random\\b|SplittableRandom\\b)|\\bnew\\s+(Random|SplittableRandom)\\b" +
        "|\\bThreadLocalRandom\\b|\\bMath\\s*\\.\\s*random\\b|\\bUUID\\b");
    private static final Pattern THREADS = Pattern.compile(
        "\\bsynchronized\\b|\\bvolatile\\b|\\bThread\\b|\\bjava\\.util\\.concurrent\\b|\\bVarHandle\\b");
    private static final Pattern OUTSIDE = Pattern.compile("\\bjava\\.(io|nio\\.file|nio\\.channels|net)\\b");
    private static final Pattern OUTPUT = Pattern.compile(
        "\\bSystem\\s*\\.\\s*(out|err|getLogger|Logger)\\b|\\bjava\\.util\\.logging\\b" +
        "|\\borg\\.(slf4j|apache\\.logging)\\b|\\bprintStackTrace\\b");
    /** Of java.util only what neither allocates nor orders by hash may come in. */
    private static final Pattern COLLECTIONS = Pattern.compile(
        "\\bjava\\.util\\.(?!Arrays\\b|Objects\\b|zip\\b" +
        "|concurrent\\b|logging\\b|stream\\b|[rR]andom\\b|Splittable)[\\w*]+" +
        "|\\b(HashMap|TreeMap|ArrayList|LinkedList|ArrayDeque|HashSet|TreeSet|PriorityQueue)\\b");
    private static final Pattern STREAMS = Pattern.compile(
        "\\bjava\\.util\\.stream\\b|\\.\\s*(stream|parallelStream)\\s*\\(|\\bIntStream\\b|\\bLongStream\\b");
    private static final Pattern CODECS = Pattern.compile("\\bio\\.synod\\.codecs\\b");

    private static final Pattern IDENTIFIER = Pattern.compile("(?<![\\w@])[A-Za-z_]\\w*");
    private static final Pattern IMPORT_LINE = Pattern.compile("(?m)^\\s*(import|package)\\b.*$");
    private static final Pattern AERON_COMMIT = Pattern.compile("\\b[bB]ufferClaim\\s*\\.\\s*commit\\s*\\(");
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_");

    /** Forbidden wherever they stand in an identifier. */
    private static final Map<String, String> FORBIDDEN_PARTS = Map.ofEntries(
        Map.entry("commit", "decided (decidedThrough): this member knows that it is chosen"),
        Map.entry("committed", "decided"),
        Map.entry("term", "ballot"),
        Map.entry("wal", "journal: the file; log: the abstract replicated log"),
        Map.entry("correlation", "requestId: a client's own number of a command"),
        Map.entry("generation", "incarnation: identity of a data directory"),
        Map.entry("executed", "applied: handed to the state machine"),
        Map.entry("server", "member (any voter), peer (another voter), node (a running process)"),
        Map.entry("chosen", "decided; chosen is a fact of the cluster that only checkers can name"));

    /** Forbidden as a whole identifier; as a part of one they may be right. */
    private static final Map<String, String> FORBIDDEN_WORDS = Map.of(
        "viewNumber", "ballot",
        "op", "slot (a place in the log), or sequence (number of a command)",
        "opNumber", "slot");

    private CoreRules()
    {
    }

    static List<Finding> check(final SourceFile file)
    {
        final List<Finding> findings = new ArrayList<>();
        findings.addAll(file.findAll(CLOCK, "a clock in the core", "take nowNs as an argument of doWork"));
        findings.addAll(file.findAll(CHANCE, "chance in the core", "a seeded generator whose seed is configuration"));
        findings.addAll(file.findAll(THREADS, "threads in the core",
            "the core is one thread's: hand over outside, in a class that has the memory order in its method names"));
        findings.addAll(file.findAll(OUTSIDE, "files or sockets in the core",
            "call a port: Journal for what must last, Outbox for what must be told"));
        findings.addAll(file.findAll(OUTPUT, "output from the core", "count it, return it, or throw by Verify"));
        findings.addAll(file.findAll(COLLECTIONS, "java.util in the core",
            "arrays, rings or Agrona's primitive collections, sized once in the constructor"));
        findings.addAll(file.findAll(STREAMS, "a stream in the core", "a loop over an array: nothing is born there"));
        findings.addAll(file.findAll(CODECS, "codecs in the core",
            "primitives in calls; transport turns bytes to calls"));
        findings.addAll(wordsOf(file));
        return findings;
    }

    private static List<Finding> wordsOf(final SourceFile file)
    {
        final Map<Integer, Finding> firstOfLine = new TreeMap<>();
        final String code = blank(AERON_COMMIT, blank(IMPORT_LINE, file.code()));
        final Matcher matcher = IDENTIFIER.matcher(code);
        while (matcher.find())
        {
            final String instead = insteadOf(matcher.group());
            if (instead != null)
            {
                final int line = file.lineOf(matcher.start());
                firstOfLine.putIfAbsent(line, new Finding(file.path(), line,
                    "a word of another glossary: " + matcher.group(), instead));
            }
        }
        return List.copyOf(firstOfLine.values());
    }

    private static String blank(final Pattern pattern, final String code)
    {
        return pattern.matcher(code).replaceAll(found -> " ".repeat(found.group().length()));
    }

    private static String insteadOf(final String identifier)
    {
        final String whole = FORBIDDEN_WORDS.get(identifier);
        if (whole != null)
        {
            return whole;
        }
        for (final String part : CAMEL.split(identifier))
        {
            final String instead = FORBIDDEN_PARTS.get(part.toLowerCase(Locale.ROOT));
            if (instead != null)
            {
                return instead;
            }
        }
        return null;
    }
}
