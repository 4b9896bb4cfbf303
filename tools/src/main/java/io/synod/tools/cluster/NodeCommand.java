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
package io.synod.tools.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.synod.node.NodeConfig;
import io.synod.node.SynodNode;
import io.synod.protocol.ConfigException;

/** Runs a member in the foreground. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    description = {
        "Runs a member of a cluster in the foreground, until it is asked to end: Ctrl-C, or kill. It hands over",
        "then, if it leads. At its first start it waits until it has met all other members."
    },
    footer = {
        "",
        "Example, on one machine in three terminals, with --id and --dir of each:",
        "  synod node --id 0 --dir data/0 --members 0=127.0.0.1:20110,1=127.0.0.1:20120,2=127.0.0.1:20130",
        "",
        "Exit codes: 0 it was asked to end, 2 options, address or directory cannot work, 127 a fault has ended it:",
        "its disk failed, or an invariant was found broken. 'synod status --dir DIR' shows what was written down."
    })
public final class NodeCommand implements Callable<Integer>
{
    @Option(names = "--id", paramLabel = "ID", description = "Which of the members this is.")
    private String id;

    @Option(
        names = "--members",
        paramLabel = "ID=HOST:PORT,...",
        description = "All members with their UDP addresses: the same on every member.")
    private String members;

    @Option(
        names = "--dir",
        paramLabel = "DIR",
        description = "Directory of this member and of nothing else; made if it is not there.")
    private String directory;

    @Option(
        names = "--cluster-name",
        paramLabel = "NAME",
        description = "So that clusters do not mix: the same on every member and client. Default: synod.")
    private String clusterName;

    @Option(
        names = "--durability",
        paramLabel = "HOW",
        description = {
            "What a member has done before it vouches for a command: flushed, forced to its disk (default);",
            "written, given to the system: it survives the death of processes, not the loss of power of a quorum."
        })
    private String durability;

    @Option(
        names = "--idle",
        paramLabel = "HOW",
        description = {
            "What a thread does that has nothing to do: backoff, sleeps up to a millisecond (default);",
            "yield, never sleeps; spin, never lets go of its core."
        })
    private String idleMode;

    @Option(names = "--priority", paramLabel = "0-8", description = "Who should lead: 0 (default) before 1, and so on.")
    private String priority;

    @Option(names = "--until-stdin-closes", hidden = true)
    private boolean isTiedToStdin;

    @Mixin
    private OptionSettings settings = new OptionSettings();

    @Spec
    private CommandSpec spec;

    private final CountDownLatch ending = new CountDownLatch(1);
    private final AtomicBoolean isStopped = new AtomicBoolean();
    private volatile int exitCode = Exit.OK;

    @Override
    public Integer call() throws InterruptedException
    {
        final Properties properties = settings.with(options());
        require(properties, "memberId", "--id 0");
        require(properties, "members", "--members 0=127.0.0.1:20110,1=127.0.0.1:20120,2=127.0.0.1:20130");
        require(properties, "dataDirectory", "--dir data/0");
        final NodeConfig config = NodeConfig.load(properties);
        final PrintWriter out = spec.commandLine().getOut();
        final NodeWatch watch = new NodeWatch(config, out);
        watch.onStart();
        final SynodNode node = SynodNode.launch(config);
        watch.onLaunched(node);
        node.onFault(ending::countDown);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> onExit(node, watch), "synod-stop"));
        if (isTiedToStdin)
        {
            final Thread reader = new Thread(this::awaitEndOfStdin, "synod-stdin");
            reader.setDaemon(true);
            reader.start();
        }
        while (!ending.await(NodeWatch.INTERVAL_MS, TimeUnit.MILLISECONDS))
        {
            watch.look(node);
        }
        return node.fault() == null ? stop(node, watch) : onFault(node);
    }

    private static void require(final Properties properties, final String name, final String example)
    {
        if (properties.getProperty(name) == null)
        {
            throw new ConfigException(example.substring(0, example.indexOf(' ')) + " is missing: give it, as in " +
                example + ", or " + name + " in the file of options");
        }
    }

    private Map<String, String> options()
    {
        final Map<String, String> options = new HashMap<>();
        options.put("memberId", id);
        options.put("members", members);
        options.put("dataDirectory", directory);
        options.put("clusterName", clusterName);
        options.put("durability", durability);
        options.put("idleMode", idleMode);
        options.put("priority", priority);
        return options;
    }

    private int stop(final SynodNode node, final NodeWatch watch)
    {
        final boolean isFirst = isStopped.compareAndSet(false, true);
        if (isFirst)
        {
            watch.onStopping(node);
        }
        // Whoever comes second waits here.
        node.close();
        if (isFirst)
        {
            watch.onStopped();
        }
        return exitCode;
    }

    /** The system has told the process to end, or it ends by itself. A regular end by a signal is a success. */
    private void onExit(final SynodNode node, final NodeWatch watch)
    {
        Runtime.getRuntime().halt(stop(node, watch));
    }

    private int onFault(final SynodNode node)
    {
        isStopped.set(true);
        final Throwable fault = node.fault();
        final PrintWriter err = spec.commandLine().getErr();
        err.println("synod node: member " + node.config().memberId() + " has ended by a fault: " +
            Mistakes.messageOf(fault));
        exitCode = Mistakes.exitCodeOf(fault);
        if (exitCode == Exit.FAULT)
        {
            err.println("synod node: where it happened: synod status --dir " + node.config().dataDirectory());
        }
        err.flush();
        node.close();
        return exitCode;
    }

    /** Whoever started this process and holds the other end of the pipe is gone. */
    private void awaitEndOfStdin()
    {
        try
        {
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        catch (final IOException ex)
        {
            // As good as its end.
            ending.countDown();
        }
        ending.countDown();
    }
}
