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

import java.util.zip.CRC32C;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import static io.synod.journal.RecordDescriptor.HEADER_CHECKSUM_OFFSET;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * CRC32C over the digest of an incarnation and the header of a record. One object serves one thread.
 */
final class HeaderChecksum
{
    private static final int DIGEST_LENGTH = 8;

    private final CRC32C crc = new CRC32C();
    private final byte[] bytes = new byte[DIGEST_LENGTH + RecordDescriptor.HEADER_LENGTH];

    HeaderChecksum(final Incarnation incarnation)
    {
        new UnsafeBuffer(bytes).putLong(0, incarnation.digest(), LITTLE_ENDIAN);
    }

    /** The checksum of a header, whatever its own field says now. */
    int compute(final DirectBuffer buffer, final int offset)
    {
        buffer.getBytes(offset, bytes, DIGEST_LENGTH, HEADER_CHECKSUM_OFFSET);
        crc.reset();
        crc.update(bytes, 0, DIGEST_LENGTH + HEADER_CHECKSUM_OFFSET);
        return (int)crc.getValue();
    }

    boolean matches(final DirectBuffer buffer, final int offset)
    {
        return compute(buffer, offset) == RecordDescriptor.headerChecksum(buffer, offset);
    }
}
