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
package io.synod.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of the repository, as the house rules see it.
 *
 * @param path with slashes, from the root of the repository
 * @param text as it stands there
 * @param code without comments and literals; of a file that is not Java, the same as text
 */
record SourceFile(String path, String text, String code)
{
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package\\s+([\\w.]+)\\s*;");

    static SourceFile of(final String path, final String text)
    {
        return new SourceFile(path, text, path.endsWith(".java") ? SourceText.codeOf(text) : text);
    }

    boolean isJava()
    {
        return path.endsWith(".java");
    }

    boolean isMain()
    {
        return isJava() && path.contains("/src/main/java/");
    }

    boolean isTest()
    {
        return isJava() && path.contains("/src/test/java/");
    }

    boolean isCoreMain()
    {
        return path.startsWith("paxos-core/src/main/java/");
    }

    String fileName()
    {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    String packageName()
    {
        final Matcher matcher = PACKAGE.matcher(code);
        return matcher.find() ? matcher.group(1) : "";
    }

    int lineCount()
    {
        return (int)text.lines().count();
    }

    /** A finding for each place where the pattern stands in the code; strings and comments never count. */
    List<Finding> findAll(final Pattern pattern, final String rule, final String instead)
    {
        return findAll(code, pattern, rule, instead);
    }

    List<Finding> findAll(final String view, final Pattern pattern, final String rule, final String instead)
    {
        final List<Finding> findings = new ArrayList<>();
        final Matcher matcher = pattern.matcher(view);
        while (matcher.find())
        {
            findings.add(new Finding(path, lineOf(matcher.start()), rule + ": " + matcher.group().strip(), instead));
        }
        return findings;
    }

    int lineOf(final int offset)
    {
        return 1 + (int)text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
}
