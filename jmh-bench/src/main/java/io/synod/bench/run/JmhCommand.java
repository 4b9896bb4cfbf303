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

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

import io.synod.bench.BenchMain;

/** The benchmarks of the parts. */
@Command(name = "jmh", description = "The benchmarks of the parts, with JMH's own arguments: bench jmh -h")
final class JmhCommand implements Callable<Integer>
{
    @Unmatched
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws IOException, URISyntaxException
    {
        BenchMain.main(arguments.toArray(new String[0]));
        return 0;
    }
}
