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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The files of this repository: those that people write, not those that the build makes. */
final class SourceTree
{
    private static final Set<String> NOT_OURS = Set.of(".git", "target", ".idea", ".vscode", ".settings");
    /** What is longer nobody wrote by hand: a journal that a run left behind, say. */
    private static final int MAX_TEXT_LENGTH = 1 << 20;
    /** Also every file without an extension: scripts, licence, git's own. */
    private static final Pattern TEXT =
        Pattern.compile("(?i)[^.]+|\\.[^.]+|.*\\.(java|xml|md|txt|tla|cfg|properties|sh|ya?ml|json|config|toml|py)");

    private SourceTree()
    {
    }

    /** The nearest directory upwards that holds {@code mvnw}. */
    static Path root()
    {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw")))
        {
            directory = directory.getParent();
            if (directory == null)
            {
                throw new IllegalStateException("no mvnw upwards of " + Path.of("").toAbsolutePath());
            }
        }
        return directory;
    }

    static List<SourceFile> read(final Path root)
    {
        final List<SourceFile> files = new ArrayList<>();
        try
        {
            Files.walkFileTree(root, new Reader(root, files));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        files.sort(Comparator.comparing(SourceFile::path));
        return files;
    }

    private static final class Reader extends SimpleFileVisitor<Path>
    {
        private final Path root;
        private final List<SourceFile> files;

        private Reader(final Path root, final List<SourceFile> files)
        {
            this.root = root;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(final Path directory, final BasicFileAttributes attributes)
        {
            final boolean isOurs = directory.equals(root) || !NOT_OURS.contains(directory.getFileName().toString());
            return isOurs ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException
        {
            final String name = file.getFileName().toString();
            // In a linked work tree .git is a file.
            final boolean isOurs = attributes.isRegularFile() && !NOT_OURS.contains(name);
            if (isOurs && attributes.size() <= MAX_TEXT_LENGTH && TEXT.matcher(name).matches())
            {
                final String path = root.relativize(file).toString().replace('\\', '/');
                files.add(SourceFile.of(path, new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
