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
package io.synod.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.synod.Subscription;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The example of the README is code that compiles and does what it says. */
@Timeout(value = 2, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.MINUTES)
final class ReadmeExampleTest
{
    private static final Path README = Path.of("..", "README.md");
    private static final Path SOURCE =
        Path.of("src", "test", "java", "io", "synod", "node", "ReadmeExampleTest.java");

    @TempDir
    private Path directory;

    private volatile boolean isOver;

    @Test
    void theReadmeShowsWhatIsCompiledHere() throws IOException
    {
        final List<String> readme = Files.readAllLines(README, UTF_8);
        final int from = readme.indexOf("```java") + 1;
        assertTrue(from > 0, "the README has an example");
        final int limit = from + readme.subList(from, readme.size()).indexOf("```");
        final List<String> source = Files.readAllLines(SOURCE, UTF_8).stream().map(ReadmeExampleTest::bare).toList();
        for (final String line : readme.subList(from, limit))
        {
            assertTrue(source.contains(bare(line)), () -> "is not in this test: " + line);
        }
    }

    /** The house writes final and fixed addresses elsewhere; a reader of an example does not need them. */
    private static String bare(final String line)
    {
        return line.strip().replace("final ", "");
    }

    @Test
    void anEmbeddedMemberAppendsAndReads() throws Exception
    {
        final String members = TestCluster.membersOn(TestCluster.freePorts(3));
        final CompletableFuture<?>[] others = { other(members, 1), other(members, 2) };
        assertEquals(2, run(NodeConfig.defaults(0, members, directory.resolve("member0"))));
        isOver = true;
        CompletableFuture.allOf(others).get();
    }

    /** As the README has it. */
    private static long run(final NodeConfig config) throws Exception
    {
        try (SynodNode node = SynodNode.launch(config))
        {
            final long sequence = node.append("hello".getBytes(UTF_8)).get();
            final Subscription subscription = node.subscribe(1, (seq, timeNs, sessionId, buffer, offset, length) ->
                System.out.println(seq + " " + buffer.getStringWithoutLengthUtf8(offset, length)));
            while (subscription.nextSequence() <= sequence)
            {
                subscription.poll(10);
            }
            return subscription.nextSequence();
        }
    }

    private CompletableFuture<?> other(final String members, final int memberId)
    {
        return CompletableFuture.runAsync(() ->
        {
            try (SynodNode node = SynodNode.launch(
                NodeConfig.defaults(memberId, members, directory.resolve("member" + memberId))))
            {
                TestCluster.await("the example to be over", () -> isOver || node.fault() != null);
            }
        }, task -> new Thread(task, "member" + memberId).start());
    }

    /** As the README has it: these addresses may be taken here. */
    static NodeConfig config(final Path dataDirectory)
    {
        final NodeConfig config = NodeConfig.defaults(
            0, "0=127.0.0.1:20110,1=127.0.0.1:20120,2=127.0.0.1:20130", dataDirectory);
        return config;
    }
}
