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

/**
 * A disk did not do what it was asked to, or holds what cannot be. The member stops: nothing is tried again, because
 * after a failed force nobody knows what the disk has.
 */
public final class StorageFault extends RuntimeException
{
    private static final long serialVersionUID = 1;

    /** What a fault that concerns no place in a file has for a position. */
    public static final long NO_POSITION = -1;

    private final String file;
    private final long position;

    /**
     * A fault.
     *
     * @param file     name of the file in the journal's directory.
     * @param position in the journal, or {@link #NO_POSITION}.
     * @param found    what was found, and what it means.
     * @param cause    null if there is none.
     */
    public StorageFault(final String file, final long position, final String found, final Throwable cause)
    {
        super(file + (position == NO_POSITION ? "" : " at position " + position) + ": " + found, cause);
        this.file = file;
        this.position = position;
    }

    public StorageFault(final String file, final long position, final String found)
    {
        this(file, position, found, null);
    }

    public StorageFault(final String file, final String found)
    {
        this(file, NO_POSITION, found, null);
    }

    public String file()
    {
        return file;
    }

    /**
     * Where.
     *
     * @return position in the journal, or {@link #NO_POSITION}.
     */
    public long position()
    {
        return position;
    }
}
