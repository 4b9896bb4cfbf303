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
package io.synod;

/** What a quorum of members has done with a command before it was acknowledged. */
public enum Acknowledged
{
    /** Forced to their disks: it survives the loss of power of all machines. */
    FLUSHED,

    /** Written to their files: it survives the death of processes, not of a quorum of machines at once. */
    WRITTEN;

    /**
     * From the number that stands for it on the wire.
     *
     * @param code 1 flushed, 2 written.
     * @return one of them; the weaker one for a number that is not known.
     */
    public static Acknowledged ofCode(final int code)
    {
        return code == 1 ? FLUSHED : WRITTEN;
    }
}
