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

/** Is told of everything in a journal, in the order of appending. */
public interface InspectionHandler
{
    /**
     * A record, padding included.
     *
     * @param record valid until this returns.
     * @return false if nothing more is wanted.
     */
    boolean onRecord(InspectedRecord record);

    /**
     * A range in which no record can be read though one lies behind it.
     *
     * @param position where it begins.
     * @param limit    where the next record begins.
     * @return false if nothing more is wanted.
     */
    boolean onGap(long position, long limit);
}
