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
import java.util.List;
import java.util.OptionalLong;

/**
 * Who holds a lock on a file, from the system's list of locks. The file itself is not opened: to close it again would
 * drop the lock if this very process holds it.
 */
final class LockHolder
{
    private static final Path LOCKS = Path.of("/proc/locks");
    private static final int MIN_FIELDS = 6;
    private static final int PROCESS_FIELD = 4;
    private static final int FILE_FIELD = 5;

    private LockHolder()
    {
    }

    static OptionalLong of(final Path file)
    {
        try
        {
            return holderOf(Files.readAllLines(LOCKS), Files.getAttribute(file, "unix:ino").toString());
        }
        catch (final IOException | UnsupportedOperationException | IllegalArgumentException notTold)
        {
            return OptionalLong.empty();
        }
    }

    /** In lines such as {@code 1: POSIX  ADVISORY  WRITE 6135 fe:00:131081 0 EOF}. */
    static OptionalLong holderOf(final List<String> lines, final String inode)
    {
        for (final String line : lines)
        {
            final String[] fields = line.trim().split("\\s+");
            if (fields.length > MIN_FIELDS && "POSIX".equals(fields[1]) && fields[FILE_FIELD].endsWith(":" + inode))
            {
                return OptionalLong.of(Long.parseLong(fields[PROCESS_FIELD]));
            }
        }
        return OptionalLong.empty();
    }
}
