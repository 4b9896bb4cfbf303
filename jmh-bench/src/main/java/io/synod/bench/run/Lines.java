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
package io.synod.bench.run;

import java.util.Locale;

import io.synod.bench.load.Load;

/** A result in one line, as it comes. */
final class Lines
{
    private Lines()
    {
    }

    static String of(final Case row, final Result result)
    {
        final String start = String.format(
            Locale.ROOT, "round %d  %-13s  %s: ", result.round(), result.spec().contender(), row.describe());
        if (result.spec().load().kind() == Load.Kind.FAIL_OVER)
        {
            return start + String.format(
                Locale.ROOT, "median %.1f ms, worst %.1f ms of %d",
                result.recoveryMillis(), result.worstRecoveryMillis(), result.recoveriesNs().size());
        }
        return start + String.format(
            Locale.ROOT, "%,.0f/s  p50 %.1f  p90 %.1f  p99 %.1f  p99.9 %.1f  max %.1f us  longest gap %.1f ms" +
                " (machine %.1f)  %.2f CPU s a million%s",
            result.rate(), result.micros(50), result.micros(90), result.micros(99), result.micros(99.9),
            result.micros(100), result.longestGapNs() / 1e6, result.pauseNs() / 1e6, result.cpuSecondsPerMillion(),
            result.neverAcked() == 0 ? "" : "  " + result.neverAcked() + " never acknowledged");
    }
}
