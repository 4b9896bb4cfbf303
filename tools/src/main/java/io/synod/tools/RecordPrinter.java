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

import io.synod.journal.InspectedRecord;
import io.synod.journal.JournalDamage;

/** How the records of a journal are shown. */
interface RecordPrinter
{
    /** A record, with its commands if it has some. */
    void onRecord(InspectedRecord record);

    /** A range in which no record can be read. */
    void onGap(long position, long limit);

    /** What is damaged, behind all records. */
    void onDamage(JournalDamage damage);
}
