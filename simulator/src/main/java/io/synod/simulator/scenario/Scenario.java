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
package io.synod.simulator.scenario;

import java.util.ArrayList;
import java.util.List;

import io.synod.protocol.ConfigException;

/**
 * A story as text: blocks of commands, each followed by {@code ----} and what came of it, up to an empty line. Lines
 * that begin with {@code #} are comments. The commands:
 * <pre>
 *   cluster 3 [quorum q1 q2] [learners n]     members a, b, c ... with empty journals
 *   campaign a                                whatever it thinks of the leader
 *   durable a b [1]                           forces all that they wrote, or so many records
 *   deliver accept a-&gt;b [slot=2 ...] [all]    the oldest such message, or all; the words must stand in it
 *   copy ... | drop ...                       as deliver, but it stays on its way too | is lost; "drop all a-&gt;b"
 *   lose accept                               the next such message, whenever and by whomever it is sent
 *   flow a b                                  all between them arrives and is forced, until nothing more happens
 *   run 500 a b                               so many milliseconds pass for them, with all others unreachable
 *   open a p | offer a p x | close a p        a client with a session named p, and its commands, at member a
 *   transfer a b                              a is to hand over to b
 *   crash a [keep 1]                          all that was not forced is lost, but for so many records
 *   start a
 *   state [a b] | queue                       what they hold | what is on its way
 * </pre>
 * What has been decided is left of the bar in {@code state}. A line with {@code !!} is what a checker found.
 */
public final class Scenario
{
    private static final String RULE = "----";

    private final StringBuilder text = new StringBuilder();
    private final List<String> pending = new ArrayList<>();
    private ScriptedCluster cluster;
    private int lines;

    private Scenario()
    {
    }

    /**
     * Plays a story.
     *
     * @param story the text, with any transcripts.
     * @return the same text with the transcripts that came of it.
     */
    public static String play(final String story)
    {
        final Scenario scenario = new Scenario();
        boolean isTranscript = false;
        boolean isOpen = false;
        for (final String line : story.lines().toList())
        {
            if (line.equals(RULE))
            {
                isTranscript = true;
                isOpen = false;
                scenario.closeBlock();
            }
            else if (line.isEmpty() || !isTranscript)
            {
                isTranscript = false;
                isOpen |= !line.isEmpty() && !line.startsWith("#");
                scenario.text.append(line).append('\n');
                scenario.pending.add(line);
            }
        }
        if (isOpen)
        {
            scenario.closeBlock();
        }
        return scenario.text.toString();
    }

    private void closeBlock()
    {
        text.append(RULE).append('\n');
        lines = 0;
        for (final String line : pending)
        {
            if (!line.isEmpty() && !line.startsWith("#"))
            {
                execute(line);
            }
        }
        pending.clear();
        if (lines == 0)
        {
            tell("(nothing)");
        }
    }

    private void tell(final String line)
    {
        lines++;
        text.append(line).append('\n');
    }

    private void execute(final String line)
    {
        final List<String> words = List.of(line.trim().split(" +"));
        final String verb = words.get(0);
        final List<String> rest = words.subList(1, words.size());
        if (verb.equals("cluster"))
        {
            start(rest);
        }
        else if (cluster == null)
        {
            tell("there is no cluster");
        }
        else if (isLetterVerb(verb))
        {
            onLetters(verb, rest);
        }
        else
        {
            onMember(verb, rest);
        }
    }

    private void start(final List<String> words)
    {
        final int voters = Integer.parseInt(words.get(0));
        final int quorum = words.indexOf("quorum");
        final int learners = words.indexOf("learners");
        try
        {
            cluster = new ScriptedCluster(
                voters,
                quorum < 0 ? voters / 2 + 1 : Integer.parseInt(words.get(quorum + 1)),
                quorum < 0 ? voters / 2 + 1 : Integer.parseInt(words.get(quorum + 2)),
                learners < 0 ? 0 : Integer.parseInt(words.get(learners + 1)),
                this::tell);
            tell(cluster.memberCount() + " members");
        }
        catch (final ConfigException refused)
        {
            tell("refused: " + refused.getMessage());
        }
    }

    private static boolean isLetterVerb(final String verb)
    {
        return verb.equals("deliver") || verb.equals("copy") || verb.equals("drop");
    }

    private void onLetters(final String verb, final List<String> words)
    {
        final int from = Names.memberId(words.get(1).substring(0, 1));
        final int to = Names.memberId(words.get(1).substring(words.get(1).length() - 1));
        final List<String> wanted = new ArrayList<>(words.subList(2, words.size()));
        final boolean isAll = wanted.remove("all") || words.get(0).equals("all");
        final List<Letter> found = cluster.find(words.get(0), from, to, wanted);
        if (found.isEmpty())
        {
            tell("no such message");
        }
        for (final Letter letter : isAll || found.isEmpty() ? found : found.subList(0, 1))
        {
            if (!verb.equals("copy"))
            {
                cluster.drop(letter);
            }
            if (!verb.equals("drop"))
            {
                cluster.deliver(letter);
            }
        }
        cluster.tell();
    }

    private void onMember(final String verb, final List<String> words)
    {
        switch (verb)
        {
            case "state" -> membersOf(words).forEach(memberId -> tell(cluster.describe(memberId)));
            case "queue" -> cluster.letters().stream().filter(letter -> !letter.isHeartbeat()).forEach(
                letter -> tell(letter.toString()));
            case "lose" ->
            {
                cluster.lose(words.get(0));
                tell("the next " + words.get(0) + " will be lost");
            }
            case "flow" ->
            {
                cluster.flow(membersOf(words));
                cluster.finish();
            }
            case "run" ->
            {
                cluster.run(Long.parseLong(words.get(0)), membersOf(words.subList(1, words.size())));
                cluster.finish();
            }
            default ->
            {
                onMachine(verb, words);
                cluster.tell();
            }
        }
    }

    private void onMachine(final String verb, final List<String> words)
    {
        final int memberId = Names.memberId(words.get(0));
        switch (verb)
        {
            case "durable" -> membersOf(words).forEach(each -> cluster.force(each, numberIn(words, Integer.MAX_VALUE)));
            case "crash" -> cluster.crash(memberId, numberIn(words, 0));
            case "start" -> cluster.start(memberId);
            case "campaign" -> cluster.campaign(memberId);
            case "open" -> cluster.open(memberId, words.get(1));
            case "close" -> cluster.close(memberId, words.get(1));
            case "offer" -> cluster.offer(memberId, words.get(1), words.get(2));
            case "transfer" -> cluster.transfer(memberId, Names.memberId(words.get(1)));
            default -> throw new IllegalArgumentException("no such command: " + verb);
        }
    }

    /** The members named; all that live if none is. */
    private List<Integer> membersOf(final List<String> words)
    {
        final List<Integer> ids = new ArrayList<>();
        for (final String word : words)
        {
            if (word.length() == 1 && Character.isLetter(word.charAt(0)))
            {
                ids.add(Names.memberId(word));
            }
        }
        for (int i = 0; words.isEmpty() && i < cluster.memberCount(); i++)
        {
            ids.add(i);
        }
        return ids;
    }

    private static int numberIn(final List<String> words, final int otherwise)
    {
        for (final String word : words)
        {
            if (Character.isDigit(word.charAt(0)))
            {
                return Integer.parseInt(word);
            }
        }
        return otherwise;
    }
}
