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

import picocli.CommandLine.IVersionProvider;

/** The version that stands in the jar's manifest. */
public final class ToolVersion implements IVersionProvider
{
    /**
     * For a line of text.
     *
     * @return what the manifest says; a word instead if the classes come from no jar.
     */
    public static String text()
    {
        final String version = ToolVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(unpacked classes)" : version;
    }

    @Override
    public String[] getVersion()
    {
        return new String[]{"synod " + text() + ", Java " + Runtime.version()};
    }
}
