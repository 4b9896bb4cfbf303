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
package io.synod.bench.system;

import java.util.List;

/**
 * A replicated system that can be put under load: how to run one member of it, and how to connect a client. Found by
 * {@link java.util.ServiceLoader}. Members and clients are processes of their own; each makes its own instance.
 */
public interface Contender
{
    /**
     * Name on the command line and in the tables.
     *
     * @return in lower case, with hyphens.
     */
    String name();

    /**
     * Options that the JVMs of its members and clients need beside those that all get.
     *
     * @return may be empty.
     */
    default List<String> jvmOptions()
    {
        return List.of();
    }

    /**
     * Whether others go on when its leader dies. What has no protocol can't.
     *
     * @return false if there is nothing to measure then.
     */
    default boolean survivesItsLeader()
    {
        return true;
    }

    /**
     * What was chosen where the system leaves a choice, in one line for the report.
     *
     * @param setup of the cluster.
     * @return settings, as its users would write them.
     */
    String settings(ClusterSetup setup);

    /**
     * Starts a member in this process. It need not have found the others when this returns.
     *
     * @param setup    of the cluster.
     * @param memberId from 0 on.
     * @return the member, which runs.
     * @throws Exception whatever hinders it.
     */
    Member startMember(ClusterSetup setup, int memberId) throws Exception;

    /**
     * Connects, and returns when commands can be offered, or fails after a minute.
     *
     * @param setup of the cluster.
     * @return the client, for one thread.
     * @throws Exception whatever hinders it.
     */
    Client connect(ClusterSetup setup) throws Exception;
}
