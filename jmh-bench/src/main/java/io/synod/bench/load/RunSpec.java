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

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;

import io.synod.bench.system.ClusterSetup;
import io.synod.bench.system.Contender;

/**
 * One cluster under one load: all that its processes must know, handed over in a file.
 *
 * @param contender by its name.
 * @param load      of each client.
 * @param setup     of the cluster.
 */
public record RunSpec(String contender, Load load, ClusterSetup setup)
{
    private static final String OPTION = "option.";

    /**
     * The contender, if it is on this process's class path.
     *
     * @return new.
     */
    public Contender loadContender()
    {
        return ServiceLoader.load(Contender.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(each -> each.name().equals(contender))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no contender " + contender));
    }

    /**
     * Writes the file for members and clients.
     *
     * @param file new.
     */
    public void write(final Path file)
    {
        final Properties properties = new Properties();
        load.write(properties);
        properties.setProperty("contender", contender);
        properties.setProperty("members", Integer.toString(setup.members()));
        properties.setProperty("firstPort", Integer.toString(setup.firstPort()));
        properties.setProperty("directory", setup.directory().toString());
        properties.setProperty("isForced", Boolean.toString(setup.isForced()));
        properties.setProperty("mtuLength", Integer.toString(setup.mtuLength()));
        properties.setProperty("failOver", setup.failOver().name());
        setup.options().forEach((name, value) -> properties.setProperty(OPTION + name, value));
        try (Writer writer = Files.newBufferedWriter(file))
        {
            properties.store(writer, null);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(file + " cannot be written", ex);
        }
    }

    /**
     * Reads it again.
     *
     * @param file written by {@link #write}.
     * @return the same.
     */
    public static RunSpec read(final Path file)
    {
        final Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file))
        {
            properties.load(reader);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(file + " cannot be read", ex);
        }
        final Map<String, String> options = new HashMap<>();
        for (final String name : properties.stringPropertyNames())
        {
            if (name.startsWith(OPTION))
            {
                options.put(name.substring(OPTION.length()), properties.getProperty(name));
            }
        }
        return new RunSpec(
            properties.getProperty("contender"),
            Load.read(properties),
            new ClusterSetup(
                Integer.parseInt(properties.getProperty("members")),
                Integer.parseInt(properties.getProperty("firstPort")),
                Path.of(properties.getProperty("directory")),
                Boolean.parseBoolean(properties.getProperty("isForced")),
                Integer.parseInt(properties.getProperty("mtuLength")),
                ClusterSetup.FailOver.valueOf(properties.getProperty("failOver")),
                options));
    }
}
