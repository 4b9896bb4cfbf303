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
package io.synod.simulator.mutant;

import java.util.List;
import java.util.stream.Stream;

/**
 * All the mistakes that the simulator must find.
 * <p>
 * Not here, because nothing that it can do tells them from the unchanged core: a fence that is not lifted to what the
 * candidate knows decided (the source reaches that far by induction, as long as logs are not cut off); void entries
 * that are kept (no later fence covers them at their ballot); the restarted member that vouches for filled slots with a
 * chain that was overtaken (nobody may ask it to); timeouts that only take longer; a damaged slot that is no hole (it
 * is filled in all the same, later).
 * Nor, of clients: a frame that is dropped for want of room instead of being given again, and a leader of an older
 * ballot that is followed (both are made good by what is sent again; {@code AppenderCoreTest}).
 * <p>
 * Not here, because chance needs more than 2,000 seeds: a late promise of another ballot that is just the one missing
 * (about 3,000), values of half a promise ({@code PartialPromiseTest}), a filled entry that keeps its lower ballot
 * ({@code DecidedEntryTest}), a damaged entry of which a promise does not say at which ballot it was accepted, or says
 * that it could be given ({@code CampaignTest}), a filled slot that is vouched for with a chain that was overtaken
 * ({@code ReplicaFollowerTest}), acknowledgements of an earlier session that are taken and a part behind a lost one
 * ({@code AppenderCoreTest}, {@code SubscriberCoreTest}), damaged staged slots that are adopted
 * ({@code SimulatorTest}'s seeds that once failed). What is cut off from a journal comes with snapshots.
 */
final class Mutants
{
    static final List<Mutant> ALL = Stream
        .of(AcceptorMutants.ALL, CampaignMutants.ALL, ReplicationMutants.ALL, OrderMutants.ALL,
            ClientMutants.ALL)
        .flatMap(List::stream)
        .toList();

    private Mutants()
    {
    }
}
