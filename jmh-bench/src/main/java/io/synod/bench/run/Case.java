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

import io.synod.bench.load.Load;
import io.synod.bench.system.ClusterSetup.FailOver;

/**
 * One row of a comparison: the same for each contender.
 *
 * @param load      of each client.
 * @param isForced  whether commands are forced before they are acknowledged.
 * @param mtuLength of those that send datagrams.
 * @param failOver  how soon a dead leader is found.
 */
record Case(Load load, boolean isForced, int mtuLength, FailOver failOver)
{
    String describe()
    {
        return load.describe() + (isForced ? ", forced" : "") + (failOver == FailOver.FAST ? ", fast" : "");
    }
}
