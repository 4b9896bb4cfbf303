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

import java.io.IOException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each message byte by byte, header and checksums included: what other releases rely on. */
class GoldenFramesTest
{
    @ParameterizedTest
    @EnumSource
    void frameIsWhatItAlwaysWas(final Message message) throws IOException
    {
        GoldenFile.check(message, message.frame());
    }

    @ParameterizedTest
    @EnumSource
    void frameBetweenNodesIsWhatItAlwaysWas(final NodeMessage message) throws IOException
    {
        GoldenFile.check(message, message.frame());
    }
}
