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
package io.synod.transport;

/** What members say before they know each other's incarnations: how they come to know them. */
public interface Greetings
{
    /**
     * A member says who it is and whom it knows.
     *
     * @param from              the sender: a configured member; its incarnation is what it says, and not checked.
     * @param incarnationDigest the sender's own; not 0.
     * @param wantsAnswer       it does not know all members yet.
     * @param known             digests by member id, {@link PeerIdentity#DIGESTS_LENGTH} of them, 0 where it knows
     *                          none; valid during the call.
     */
    void onHello(int from, long incarnationDigest, boolean wantsAnswer, long[] known);
}
