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
package io.synod.bench;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

import org.openjdk.jmh.Main;

/**
 * JMH's own main, with one thing before it: a forked benchmark JVM runs from a class path and so never reads
 * {@code Add-Opens} of this jar's manifest; here it is handed on as an option.
 */
public final class BenchMain
{
    private BenchMain()
    {
    }

    /**
     * Runs JMH.
     *
     * @param args as for JMH
     * @throws IOException        when JMH cannot start, or this jar cannot be read
     * @throws URISyntaxException when the place of this jar is not a file
     */
    public static void main(final String[] args) throws IOException, URISyntaxException
    {
        final List<String> all = new ArrayList<>(List.of("-jvmArgsPrepend", optionsOfForks()));
        all.addAll(List.of(args));
        Main.main(all.toArray(new String[0]));
    }

    private static String optionsOfForks() throws IOException, URISyntaxException
    {
        final File jar = new File(BenchMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (JarFile file = new JarFile(jar))
        {
            return "--add-opens " + file.getManifest().getMainAttributes().getValue("Add-Opens") + "=ALL-UNNAMED";
        }
    }
}
