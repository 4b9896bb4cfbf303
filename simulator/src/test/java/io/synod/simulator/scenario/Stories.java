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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The stories on disk. */
final class Stories
{
    private static final Path REPOSITORY = findRepository();
    private static final Path DIRECTORY =
        REPOSITORY.resolve(Path.of("simulator", "src", "test", "resources", "scenario"));

    private Stories()
    {
    }

    static List<String> names()
    {
        try (Stream<Path> files = Files.list(DIRECTORY))
        {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".txt")).sorted()
                .map(name -> name.substring(0, name.length() - 4)).toList();
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    static String read(final String name)
    {
        return readSource("simulator/src/test/resources/scenario/" + name + ".txt");
    }

    /** A file of the repository. */
    static String readSource(final String path)
    {
        try
        {
            return Files.readString(REPOSITORY.resolve(path));
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    static void write(final String name, final String text)
    {
        try
        {
            Files.writeString(DIRECTORY.resolve(name + ".txt"), text);
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    private static Path findRepository()
    {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent())
        {
            if (Files.isDirectory(directory.resolve("paxos-core")))
            {
                return directory;
            }
        }
        throw new AssertionError("no paxos-core above " + Path.of("").toAbsolutePath());
    }
}
