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
package io.synod.simulator.scenario;

import java.util.List;
import java.util.function.Consumer;

import io.synod.port.Inbox;

/**
 * A message on its way.
 *
 * @param from     sender.
 * @param to       receiver.
 * @param type     first word of its text.
 * @param text     as transcripts show it.
 * @param delivery what it does at its receiver; may be done more than once.
 */
record Letter(int from, int to, String type, String text, Consumer<Inbox> delivery)
{
    static final String HEARTBEAT = "heartbeat";

    boolean isHeartbeat()
    {
        return type.equals(HEARTBEAT);
    }

    boolean isOn(final int sender, final int receiver)
    {
        return from == sender && to == receiver;
    }

    /**
     * Whether a script means this letter.
     *
     * @param wantedType its type.
     * @param words      that its text must have, each as a whole word.
     * @return true if so.
     */
    boolean isMeant(final String wantedType, final List<String> words)
    {
        return type.equals(wantedType) && List.of(text.split(" ")).containsAll(words);
    }

    @Override
    public String toString()
    {
        return Names.of(from) + " -> " + Names.of(to) + ": " + text;
    }
}
