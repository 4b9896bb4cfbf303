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

import java.util.List;

import io.synod.bench.system.Client;
import io.synod.bench.system.ClusterSetup;
import io.synod.bench.system.Contender;
import io.synod.bench.system.Member;

/** Aeron Cluster with a service that answers each command. */
public final class AeronClusterContender implements Contender
{
    @Override
    public String name()
    {
        return "aeron-cluster";
    }

    @Override
    public List<String> jvmOptions()
    {
        // As its authors run their own benchmarks.
        return List.of("-Dagrona.disable.bounds.checks=true", "--add-opens=java.base/java.util.zip=ALL-UNNAMED");
    }

    @Override
    public String settings(final ClusterSetup setup)
    {
        return ClusterOptions.describe(setup);
    }

    @Override
    public Member startMember(final ClusterSetup setup, final int memberId)
    {
        return ClusterSeat.start(setup, memberId);
    }

    @Override
    public Client connect(final ClusterSetup setup)
    {
        return ClusterClient.connect(setup);
    }
}
