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
package io.synod.client;

import io.synod.transport.client.RequestOutbox;

/** The ways from a client to the members. */
public interface MemberLinks
{
    /**
     * The members.
     *
     * @return their ids; the same array always.
     */
    int[] memberIds();

    /**
     * Bytes of a command that fit on the way: it travels in one frame.
     *
     * @return the same always.
     */
    int maxCommandLength();

    /**
     * Whether somebody is at the other end.
     *
     * @param memberId of a member.
     * @return true if what is sent can arrive.
     */
    boolean isUp(int memberId);

    /**
     * What is said to a member goes in here.
     *
     * @param memberId of a member.
     * @return to be used at once, and not to be kept.
     */
    RequestOutbox outbox(int memberId);

    /**
     * Says to a member where this client is.
     *
     * @param memberId of a member.
     * @return false if there is no room now, or it is not known yet.
     */
    boolean sendConnect(int memberId);
}
