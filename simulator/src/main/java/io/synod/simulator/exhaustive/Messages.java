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
package io.synod.simulator.exhaustive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A number for each message that was ever sent: the same one for equal messages. */
final class Messages
{
    private final StateDigest digests = new StateDigest();
    private final Map<StateDigest.Digest, Integer> ids = new HashMap<>();
    private final List<Message> messages = new ArrayList<>();

    int idOf(final Message message)
    {
        final Integer known = ids.putIfAbsent(digests.of(message), messages.size());
        if (known != null)
        {
            return known;
        }
        messages.add(message);
        return messages.size() - 1;
    }

    Message get(final int id)
    {
        return messages.get(id);
    }

    int count()
    {
        return messages.size();
    }
}
