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
package io.synod.desk;

import io.synod.transport.client.AnswerOutbox;

/** The ways back to clients. */
public interface ResponseLinks
{
    /**
     * Opens the way back to a client. Does not wait: until it is there, nothing can be sent on it.
     *
     * @param connectionId     of the client.
     * @param answersStreamId  where it reads answers.
     * @param commandsStreamId where it reads commands.
     * @param responseChannel  where it is, in its own words.
     * @return null if its words make no way.
     */
    AnswerOutbox open(long connectionId, int answersStreamId, int commandsStreamId, String responseChannel);

    /**
     * Whether nothing can come of the way back any more: it could not be opened, or was lost.
     *
     * @param connectionId of a client to which one was opened.
     * @return true if only another one helps.
     */
    boolean isFailed(long connectionId);

    /**
     * The client is forgotten.
     *
     * @param connectionId of the client.
     */
    void close(long connectionId);
}
