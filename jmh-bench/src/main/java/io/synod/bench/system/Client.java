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

import org.agrona.DirectBuffer;

/** Offers commands and hears of those that are decided. One thread; it never blocks. */
@SuppressWarnings("try")
public interface Client extends AutoCloseable
{
    /**
     * Offers one command.
     *
     * @param number  of the command: 0, 1, 2 and so on, the next only when this one was taken.
     * @param command its bytes start at 0; the system copies them before this returns.
     * @param length  bytes; at least 8.
     * @return false for back-pressure: nothing was taken.
     */
    boolean offer(long number, DirectBuffer command, int length);

    /**
     * Does what is to be done, and tells which commands were acknowledged since.
     *
     * @param acks told each number once. A command that is lost is never told, nor is one that may be.
     * @return work done, 0 for none.
     */
    int poll(Acks acks);

    @Override
    void close() throws Exception;

    /** Hears of acknowledgements. */
    @FunctionalInterface
    interface Acks
    {
        /**
         * A majority has it, as durable as the setup asks.
         *
         * @param number as it was offered.
         */
        void onAck(long number);
    }
}
