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
package io.synod.tools.cluster;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

import picocli.CommandLine.Option;

import io.synod.protocol.ConfigException;

/** Options by name: from a file, and over those from the command line. */
final class OptionSettings
{
    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "A file of options, name=value in each line. Options of the command line go before it.")
    private Path file;

    @Option(
        names = "--set",
        paramLabel = "NAME=VALUE",
        description = "One more option, by the name it has in such a file, as in timing.heartbeatInterval=20ms.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /**
     * Puts them together.
     *
     * @param commandLine options that have an own name there; null where one was not given.
     * @return all that were given.
     */
    Properties with(final Map<String, String> commandLine)
    {
        final Properties properties = new Properties();
        if (file != null)
        {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8))
            {
                properties.load(reader);
            }
            catch (final IOException | IllegalArgumentException ex)
            {
                throw new ConfigException("--config " + file + " cannot be read: " + ex);
            }
        }
        settings.forEach(properties::setProperty);
        commandLine.forEach((name, value) ->
        {
            if (value != null)
            {
                properties.setProperty(name, value);
            }
        });
        return properties;
    }
}
