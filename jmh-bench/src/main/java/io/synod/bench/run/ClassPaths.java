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
package io.synod.bench.run;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

import io.synod.bench.system.Contender;
import io.synod.protocol.ConfigException;

/**
 * Where a contender's classes are: in this program, or in a directory of jars of its own, so that no two contenders'
 * libraries meet.
 */
final class ClassPaths
{
    private final Path contenders;

    ClassPaths(final Path contenders)
    {
        this.contenders = contenders;
    }

    /** For a process that runs the contender: its own libraries before any of the same name in this program. */
    String of(final String contender)
    {
        final StringBuilder path = new StringBuilder();
        jars(contender).forEach(jar -> path.append(jar).append(File.pathSeparatorChar));
        return path.append(System.getProperty("java.class.path")).toString();
    }

    /** The contender, for what it says of itself. */
    Contender load(final String name)
    {
        for (final Contender each : ServiceLoader.load(Contender.class))
        {
            if (each.name().equals(name))
            {
                return each;
            }
        }
        final URL[] urls = jars(name).stream().map(ClassPaths::url).toArray(URL[]::new);
        for (final Contender each : ServiceLoader.load(
            Contender.class, new URLClassLoader(urls, ClassPaths.class.getClassLoader())))
        {
            if (each.name().equals(name))
            {
                return each;
            }
        }
        throw new ConfigException("--against " + name + ": there is no such system in " + contenders +
            "; those of others are built by: ./mvnw -Pcontenders -DskipTests package");
    }

    private List<Path> jars(final String contender)
    {
        final Path directory = contenders.resolve(contender).resolve("target").resolve("contender");
        final List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(directory))
        {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.jar"))
            {
                found.forEach(jars::add);
            }
            catch (final IOException ex)
            {
                throw new ConfigException(directory + " cannot be read: " + ex.getMessage());
            }
        }
        return jars;
    }

    private static URL url(final Path path)
    {
        try
        {
            return path.toUri().toURL();
        }
        catch (final MalformedURLException ex)
        {
            throw new ConfigException(path + " is no place for a jar: " + ex.getMessage());
        }
    }
}
