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
package io.synod.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What this process holds of a directory, as Linux tells. */
final class OpenFiles
{
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path MAPPINGS = Path.of("/proc/self/maps");

    private OpenFiles()
    {
    }

    /** Each descriptor and each mapping of a file in a directory. */
    static List<String> in(final Path directory) throws IOException
    {
        assumeTrue(Files.isDirectory(DESCRIPTORS) && Files.isReadable(MAPPINGS), "only Linux tells what is open");
        final String prefix = directory.toRealPath() + "/";
        final List<String> found = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS))
        {
            descriptors.map(OpenFiles::target)
                .filter(target -> target.startsWith(prefix))
                .forEach(target -> found.add("descriptor of " + target.substring(prefix.length())));
        }
        for (final String line : Files.readAllLines(MAPPINGS))
        {
            final int at = line.indexOf(prefix);
            if (at >= 0)
            {
                found.add("mapping of " + line.substring(at + prefix.length()));
            }
        }
        return found;
    }

    /** Of what was closed meanwhile, nothing. */
    private static String target(final Path descriptor)
    {
        try
        {
            return Files.readSymbolicLink(descriptor).toString();
        }
        catch (final IOException closed)
        {
            return "";
        }
    }
}
