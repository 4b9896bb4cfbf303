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
 * Who a data directory is: drawn at random when it is first used, never changed. A directory that is lost or wiped
 * comes back as another incarnation ({@code docs/PROTOCOL.md} 1).
 *
 * @param high the first 64 bits.
 * @param low  the last 64 bits.
 */
public record Incarnation(long high, long low)
{
    /**
     * The 64 bits that stand for it in messages and checksums.
     *
     * @return equal for equal incarnations.
     */
    public long digest()
    {
        final long mixed = (high ^ Long.rotateLeft(low, 32)) * 0x9E37_79B9_7F4A_7C15L;
        return mixed ^ mixed >>> 29 ^ low;
    }

    @Override
    public String toString()
    {
        return String.format("%016x%016x", high, low);
    }
}
