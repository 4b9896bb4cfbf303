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
package io.synod.tools.cluster;

/** What the commands' exit codes mean. */
public final class Exit
{
    /** All is as it is wanted. */
    public static final int OK = 0;

    /** It was done, and something is wrong: a finding, a command whose fate is unknown. */
    public static final int FINDING = 1;

    /** Options or configuration cannot work. */
    public static final int USAGE = 2;

    /** No member answers. */
    public static final int UNREACHABLE = 3;

    /** A disk, or Synod itself, has failed. */
    public static final int FAULT = 127;

    private Exit()
    {
    }
}
