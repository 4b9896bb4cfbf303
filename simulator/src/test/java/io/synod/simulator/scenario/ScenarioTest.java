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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each story ends as it is written down. {@code -Dscenario.rewrite} writes down how it ends now. */
final class ScenarioTest
{
    static List<String> stories()
    {
        return Stories.names();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void eachStoryEndsAsItIsWritten(final String name)
    {
        final String written = Stories.read(name);

        final String played = Scenario.play(written);

        if (System.getProperty("scenario.rewrite") != null)
        {
            Stories.write(name, played);
        }
        else
        {
            assertEquals(written, played, "if this is what you want: -Dscenario.rewrite");
        }
        assertFalse(played.contains("!!"), () -> "a checker objects:\n" + played);
    }

    @Test
    void aTranscriptIsReplacedByWhatHappens()
    {
        final String played = Scenario.play("# A word.\ncluster 3\n----\nlong\nago\n\ncampaign a\n----\n");

        assertEquals(
            "# A word.\ncluster 3\n----\n3 members\n\ncampaign a\n----\na: candidate 1.a, promised 1.a\n", played);
    }

    @Test
    void aStoryWithoutEffectSaysSo()
    {
        assertTrue(Scenario.play("cluster 1\n----\n\nqueue\n----\n").endsWith("queue\n----\n(nothing)\n"));
    }

    @Test
    void aCommandThatDoesNotExistIsAnError()
    {
        assertThrows(IllegalArgumentException.class, () -> Scenario.play("cluster 1\n----\n\nsing a\n----\n"));
        assertThrows(IllegalArgumentException.class, () -> Scenario.play("cluster 1\n----\n\nstart 1\n----\n"));
    }
}
