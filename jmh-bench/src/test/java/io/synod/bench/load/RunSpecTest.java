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
package io.synod.bench.load;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.synod.bench.system.ClusterSetup;
import io.synod.bench.system.ClusterSetup.FailOver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

final class RunSpecTest
{
    @TempDir
    private Path directory;

    @Test
    void processesReadWhatWasWritten()
    {
        final RunSpec spec = new RunSpec(
            "synod",
            new Load(Load.Kind.OPEN, 100, 1024, 12_345.5, 3, 4).withStopped(1),
            new ClusterSetup(
                5, 10_000, directory, true, 8192, FailOver.FAST, Map.of("limits.windowSlots", "64")));

        spec.write(directory.resolve("run.properties"));

        assertEquals(spec, RunSpec.read(directory.resolve("run.properties")));
        assertEquals("synod", spec.loadContender().name());
    }

    @Test
    void aLoadThatCannotBeIsRefused()
    {
        assertThrows(IllegalArgumentException.class, () -> new Load(Load.Kind.WINDOW, 7, 1, 0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Load(Load.Kind.WINDOW, 8, 0, 0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Load(Load.Kind.OPEN, 8, 1, 0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Load(Load.Kind.OPEN, 8, 1, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> Load.closed(8, 0, 1).withStopped(-1));
    }
}
