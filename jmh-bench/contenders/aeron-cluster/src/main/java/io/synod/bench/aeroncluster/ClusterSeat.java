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
package io.synod.bench.aeroncluster;

import java.util.concurrent.CompletableFuture;

import io.aeron.Aeron;
import io.aeron.AeronCounters;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import org.agrona.CloseHelper;
import org.agrona.LangUtil;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NoOpLock;
import org.agrona.concurrent.YieldingIdleStrategy;

import io.synod.bench.system.ClusterSetup;
import io.synod.bench.system.Member;

/**
 * A member: media driver, archive and consensus module on one thread, by Aeron's invokers; the service on another, for
 * which there is no invoker.
 */
final class ClusterSeat implements Member
{
    private final ClusterOptions options;
    private final EchoService service = new EchoService();
    private final Thread thread;
    private final CompletableFuture<Void> driverStarted = new CompletableFuture<>();
    private volatile boolean isClosed;
    private ClusteredServiceContainer container;

    private ClusterSeat(final ClusterSetup setup, final int memberId)
    {
        options = new ClusterOptions(setup, memberId);
        thread = new Thread(this::run, "aeron-cluster-" + memberId);
    }

    static ClusterSeat start(final ClusterSetup setup, final int memberId)
    {
        final ClusterSeat seat = new ClusterSeat(setup, memberId);
        seat.thread.start();
        seat.driverStarted.join();
        // The consensus module waits for its service while it starts, and runs the driver for it.
        seat.container = ClusteredServiceContainer.launch(seat.options.service(seat.service));
        return seat;
    }

    private void run()
    {
        try (MediaDriver driver = MediaDriver.launch(options.driver().threadingMode(ThreadingMode.INVOKER));
            Archive archive = Archive.launch(options.archive()
                .threadingMode(ArchiveThreadingMode.INVOKER)
                .mediaDriverAgentInvoker(driver.sharedAgentInvoker()));
            Aeron aeron = Aeron.connect(options.client()
                .useConductorAgentInvoker(true)
                .driverAgentInvoker(driver.sharedAgentInvoker())
                .clientLock(NoOpLock.INSTANCE)))
        {
            driverStarted.complete(null);
            // The archive runs the driver.
            final AgentInvoker below = archive.invoker();
            try (ConsensusModule module = ConsensusModule.launch(consensusModule(aeron, below)))
            {
                final AgentInvoker consensus = module.conductorAgentInvoker();
                final IdleStrategy idle = new YieldingIdleStrategy();
                while (!isClosed)
                {
                    idle.idle(below.invoke() + consensus.invoke());
                }
            }
        }
        catch (final Throwable ex)
        {
            driverStarted.completeExceptionally(ex);
            LangUtil.rethrowUnchecked(ex);
        }
    }

    private ConsensusModule.Context consensusModule(final Aeron aeron, final AgentInvoker below)
    {
        final ConsensusModule.Context context = options.consensusModule()
            .aeron(aeron)
            .ownsAeronClient(false)
            .errorCounter(aeron.addCounter(AeronCounters.CLUSTER_CONSENSUS_MODULE_ERROR_COUNT_TYPE_ID, "errors"))
            .useAgentInvoker(true)
            .idleStrategySupplier(() -> new InvokingIdle(below));
        context.archiveContext().aeron(aeron).ownsAeronClient(false).agentInvoker(below);
        return context;
    }

    @Override
    public boolean isLeader()
    {
        return service.isLeader();
    }

    @Override
    public void close()
    {
        CloseHelper.close(container);
        isClosed = true;
        try
        {
            thread.join();
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            LangUtil.rethrowUnchecked(ex);
        }
    }

    /** Where the consensus module waits in a call, what it waits for runs. */
    private record InvokingIdle(AgentInvoker below) implements IdleStrategy
    {
        @Override
        public void idle(final int workCount)
        {
            if (workCount <= 0)
            {
                idle();
            }
        }

        @Override
        public void idle()
        {
            if (below.invoke() == 0)
            {
                YieldingIdleStrategy.INSTANCE.idle();
            }
        }

        @Override
        public void reset()
        {
            // Nothing is counted.
        }
    }
}
