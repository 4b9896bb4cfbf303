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
package io.synod.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A network of this machine's own: a namespace for each member, and a bridge between them at which this process has an
 * address too. What arrives at a member can be dropped, by its sender or by chance. Delays can't be made: netem is not
 * in every kernel.
 */
final class Namespaces implements AutoCloseable
{
    private static final int PORT = 20110;

    private final String id = "synod" + ProcessHandle.current().pid();
    private final String subnet = subnetOf(ProcessHandle.current().pid());
    private final int count;
    /** Of each member: what of that which arrives is dropped. */
    private final List<List<String>> rules = new ArrayList<>();
    private final Thread cleaner = new Thread(this::delete, "namespaces");

    private Namespaces(final int count)
    {
        this.count = count;
        for (int i = 0; i < count; i++)
        {
            rules.add(new ArrayList<>());
        }
    }

    private static String subnetOf(final long pid)
    {
        return "10." + (200 + pid / 250 % 50) + "." + pid % 250 + ".";
    }

    /** Why there can be none here; empty if there can. */
    static String obstacle()
    {
        final String probe = "synod" + ProcessHandle.current().pid() + "p";
        if (!isDone("", "ip", "netns", "add", probe))
        {
            return "namespaces can't be made: that takes root, and ip";
        }
        try
        {
            return isDone(table(List.of("ip saddr 10.0.0.1 numgen random mod 100 < 20 drop")),
                "ip", "netns", "exec", probe, "nft", "-f", "-") ? "" : "frames can't be dropped: that takes nft";
        }
        finally
        {
            isDone("", "ip", "netns", "del", probe);
        }
    }

    /** Makes them; deleted at close, or when this process ends. */
    static Namespaces make(final int count)
    {
        final Namespaces made = new Namespaces(count);
        Runtime.getRuntime().addShutdownHook(made.cleaner);
        boolean isMade = false;
        try
        {
            made.makeAll();
            isMade = true;
            return made;
        }
        finally
        {
            if (!isMade)
            {
                made.close();
            }
        }
    }

    private void makeAll()
    {
        final String bridge = id + "b";
        run("ip", "link", "add", bridge, "type", "bridge");
        run("ip", "addr", "add", hostAddress() + "/24", "dev", bridge);
        run("ip", "link", "set", bridge, "up");
        for (int i = 0; i < count; i++)
        {
            final String outer = id + "v" + i;
            run("ip", "netns", "add", namespace(i));
            run("ip", "link", "add", outer, "type", "veth", "peer", "name", "eth0", "netns", namespace(i));
            run("ip", "link", "set", outer, "master", bridge, "up");
            run("ip", "-n", namespace(i), "addr", "add", address(i) + "/24", "dev", "eth0");
            run("ip", "-n", namespace(i), "link", "set", "eth0", "up");
            run("ip", "-n", namespace(i), "link", "set", "lo", "up");
        }
    }

    private String namespace(final int member)
    {
        return id + "m" + member;
    }

    private String address(final int member)
    {
        return subnet + (10 + member);
    }

    /** Where members are. */
    String[] endpoints()
    {
        final String[] endpoints = new String[count];
        for (int i = 0; i < count; i++)
        {
            endpoints[i] = address(i) + ":" + PORT;
        }
        return endpoints;
    }

    /** What is to stand before a command that is to run where a member is. */
    List<String> prefix(final int member)
    {
        return List.of("ip", "netns", "exec", namespace(member));
    }

    /** Where this process is, for members. */
    String hostAddress()
    {
        return subnet + "1";
    }

    /** What one says is no longer to arrive at the other, from {@link #apply} on. */
    void cutOneWay(final int from, final int to)
    {
        rules.get(to).add("ip saddr " + address(from) + " drop");
    }

    void cut(final int one, final int other)
    {
        cutOneWay(one, other);
        cutOneWay(other, one);
    }

    /** So many in a hundred of what arrives at a member are to be lost, whoever sent it. */
    void lose(final int member, final int percent)
    {
        rules.get(member).add("ip saddr " + subnet + "0/24 numgen random mod 100 < " + percent + " drop");
    }

    void clear()
    {
        rules.forEach(List::clear);
    }

    void heal()
    {
        clear();
        apply();
    }

    /** Puts what was said in place of what was: at all members at once, each in one transaction. */
    void apply()
    {
        final List<Process> running = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            running.add(start(
                table(rules.get(i)), "ip", "netns", "exec", namespace(i), "nft", "-f", "-"));
        }
        for (final Process process : running)
        {
            if (!isDone(process))
            {
                throw new AssertionError("nft does not take " + rules);
            }
        }
    }

    private static String table(final List<String> rules)
    {
        return "table inet synod {\n chain in {\n type filter hook input priority 0;\n}\n}\n" +
            "flush chain inet synod in\n" +
            rules.stream().map(rule -> "add rule inet synod in " + rule + "\n").collect(Collectors.joining());
    }

    private static void run(final String... command)
    {
        if (!isDone("", command))
        {
            throw new AssertionError("failed: " + String.join(" ", command));
        }
    }

    private static boolean isDone(final String input, final String... command)
    {
        final Process process = start(input, command);
        return process != null && isDone(process);
    }

    /** Null if there is no such program. */
    private static Process start(final String input, final String... command)
    {
        try
        {
            final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().close();
            return process;
        }
        catch (final IOException ex)
        {
            return null;
        }
    }

    private static boolean isDone(final Process process)
    {
        try
        {
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        }
        catch (final IOException | InterruptedException ex)
        {
            throw new AssertionError(ex);
        }
    }

    private void delete()
    {
        for (int i = 0; i < count; i++)
        {
            isDone("", "ip", "link", "del", id + "v" + i);
            isDone("", "ip", "netns", "del", namespace(i));
        }
        isDone("", "ip", "link", "del", id + "b");
    }

    /** Takes all away, whatever ended the test: an interrupt of its thread, or the end of this process. */
    @Override
    public void close()
    {
        final boolean wasInterrupted = Thread.interrupted();
        delete();
        try
        {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        }
        catch (final IllegalStateException ex)
        {
            // The process is ending: the cleaner runs too, and finds nothing.
        }
        if (wasInterrupted)
        {
            Thread.currentThread().interrupt();
        }
    }
}
