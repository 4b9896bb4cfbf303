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

import java.io.BufferedWriter;
import java.io.PrintWriter;

/** Where much is printed. */
public final class Output
{
    private Output()
    {
    }

    /**
     * A buffer before a writer. Unlike that of the library it knows when the reader is gone: a {@link PrintWriter}
     * throws nothing, and whoever stands before it is not told either.
     *
     * @param below that has the error.
     * @return to be flushed.
     */
    public static PrintWriter buffered(final PrintWriter below)
    {
        return new PrintWriter(new BufferedWriter(below))
        {
            @Override
            public boolean checkError()
            {
                flush();
                return below.checkError();
            }
        };
    }
}
