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
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.synod.bench.load.Load;
import io.synod.bench.system.ClusterSetup;

/** Results for other programs: a JSON object a line. */
final class JsonLines
{
    private static final double[] PERCENTILES = { 50, 90, 99, 99.9, 99.99, 100 };

    private JsonLines()
    {
    }

    static void write(final Path file, final List<Result> results) throws IOException
    {
        try (Writer writer = Files.newBufferedWriter(file);
            JsonGenerator json = new JsonFactory().createGenerator(writer))
        {
            json.setRootValueSeparator(null);
            for (final Result result : results)
            {
                write(json, result);
                json.writeRaw('\n');
            }
        }
    }

    private static void write(final JsonGenerator json, final Result result) throws IOException
    {
        final Load load = result.spec().load();
        final ClusterSetup setup = result.spec().setup();
        json.writeStartObject();
        json.writeStringField("contender", result.spec().contender());
        json.writeNumberField("round", result.round());
        json.writeStringField("load", load.kind().name());
        json.writeNumberField("payload", load.payload());
        json.writeNumberField("window", load.window());
        json.writeNumberField("offeredPerSecond", load.rate());
        json.writeNumberField("seconds", load.seconds());
        json.writeNumberField("warmUpSeconds", load.warmUpSeconds());
        json.writeNumberField("members", setup.members());
        json.writeNumberField("clients", result.clients());
        json.writeBooleanField("forced", setup.isForced());
        json.writeNumberField("mtu", setup.mtuLength());
        json.writeNumberField("stopped", load.stopped());
        json.writeStringField("failOver", setup.failOver().name());
        json.writeNumberField("perSecond", result.rate());
        json.writeNumberField("neverAcked", result.neverAcked());
        json.writeNumberField("longestGapUs", result.longestGapNs() / 1e3);
        json.writeNumberField("machinePauseUs", result.pauseNs() / 1e3);
        json.writeNumberField("membersCpuS", result.membersCpuNs() / 1e9);
        json.writeNumberField("clientsCpuS", result.clientsCpuNs() / 1e9);
        json.writeObjectFieldStart("us");
        for (final double percentile : PERCENTILES)
        {
            json.writeNumberField(Double.toString(percentile), result.micros(percentile));
        }
        json.writeEndObject();
        json.writeArrayFieldStart("recoveriesMs");
        for (final long recoveryNs : result.recoveriesNs())
        {
            json.writeNumber(recoveryNs / 1e6);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
