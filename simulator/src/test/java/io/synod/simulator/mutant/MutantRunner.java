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
package io.synod.simulator.mutant;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

import org.agrona.DirectBuffer;

import io.synod.codecs.peer.PrepareDecoder;
import io.synod.desk.ClientDesk;
import io.synod.journal.MappedJournal;
import io.synod.journal.testkit.BlockStorage;
import io.synod.replica.Replica;
import io.synod.simulator.Simulation;
import io.synod.testkit.MemoryJournal;
import io.synod.transport.PeerAdapter;

/**
 * Compiles the files that a mutant changes, in memory, against the classes under test, and runs the simulator on the
 * result: core, codecs, transport, test kit and simulator are loaded anew for each mutant, so that they link to it.
 * Nothing is written anywhere, and the classes of the test itself are untouched.
 */
final class MutantRunner
{
    private static final Path CORE = Path.of("paxos-core", "src", "main", "java", "io", "synod");
    private static final Path NODE = Path.of("node", "src", "main", "java", "io", "synod");
    private static final Path LOG_STORE = Path.of("log-store", "src", "main", "java", "io", "synod");

    /** One class of each place that classes come from. */
    private static final List<Class<?>> PLACES = List.of(
        Replica.class,
        MemoryJournal.class,
        MappedJournal.class,
        BlockStorage.class,
        PrepareDecoder.class,
        PeerAdapter.class,
        ClientDesk.class,
        Simulation.class);

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final Path root = findRoot();
    private final Class<?> target;

    /**
     * A runner.
     *
     * @param target class with {@code static run(long seed)}, whose answer has a {@code failure()} and an
     *               {@code invariant()}.
     */
    MutantRunner(final Class<?> target)
    {
        this.target = target;
    }

    /**
     * What became of a mutant.
     *
     * @param seedsNeeded seeds run until it was caught; 0 if it was not.
     * @param invariant   that caught it; null if none did.
     * @param failure     what was found.
     */
    record Result(int seedsNeeded, String invariant, String failure)
    {
        boolean isKilled()
        {
            return invariant != null;
        }
    }

    /**
     * Runs seeds with a mutant until one of them fails that does not fail without it.
     *
     * @param mutant    whose mistake is made; null for none.
     * @param firstSeed the seed of the first run; the others follow.
     * @param seeds     how many at the most.
     * @return what came of it.
     */
    Result run(final Mutant mutant, final long firstSeed, final int seeds)
    {
        final Map<String, byte[]> changed = mutant == null ? Map.of() : compile(mutant);
        try (MutantLoader loader = new MutantLoader(changed))
        {
            final Method run = loader.loadClass(target.getName()).getMethod("run", long.class);
            final Method unchanged = target.getMethod("run", long.class);
            for (int i = 0; i < seeds; i++)
            {
                final long seed = firstSeed + i;
                final Result result = resultOf(run, seed, i + 1);
                if (result.isKilled() && (mutant == null || !resultOf(unchanged, seed, 1).isKilled()))
                {
                    return result;
                }
            }
            return new Result(0, null, null);
        }
        catch (final ReflectiveOperationException e)
        {
            throw new LinkageError("the patched core does not link", e);
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    private static Result resultOf(final Method run, final long seed, final int count)
        throws ReflectiveOperationException
    {
        try
        {
            final Object report = run.invoke(null, seed);
            final Object failure = report.getClass().getMethod("failure").invoke(report);
            final Object invariant = report.getClass().getMethod("invariant").invoke(report);
            return new Result(count, (String)invariant, "seed " + seed + ": " + failure);
        }
        catch (final InvocationTargetException e)
        {
            return new Result(count, "Error", "seed " + seed + ": " + e.getCause());
        }
    }

    private Map<String, byte[]> compile(final Mutant mutant)
    {
        final List<SourceText> texts = new ArrayList<>();
        mutant.texts(this::read).forEach((source, text) -> texts.add(new SourceText(source, text)));
        final Map<String, ByteArrayOutputStream> outputs = new HashMap<>();
        final StringWriter messages = new StringWriter();
        final List<String> arguments = List.of("-nowarn", "-proc:none", "-classpath", classPath());
        try (JavaFileManager files = new MemoryFiles(compiler.getStandardFileManager(null, null, null), outputs))
        {
            final boolean isGood = compiler
                .getTask(messages, files, null, arguments, null, texts)
                .call();
            if (!isGood)
            {
                throw new AssertionError("The mutant \"" + mutant.name() + "\" does not compile:\n" + messages);
            }
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
        return outputs.entrySet().stream().collect(
            Collectors.toMap(Map.Entry::getKey, output -> output.getValue().toByteArray()));
    }

    private String read(final String source)
    {
        try
        {
            final Path path = Stream.of(CORE, NODE)
                .map(place -> root.resolve(place).resolve(source))
                .filter(Files::exists)
                .findFirst()
                .orElse(root.resolve(LOG_STORE).resolve(source));
            return Files.readString(path);
        }
        catch (final IOException e)
        {
            throw new AssertionError(
                "A mutant changes " + source + ", which cannot be read: give it the file that keeps its rule now.", e);
        }
    }

    private static String classPath()
    {
        final Set<Path> paths = new LinkedHashSet<>();
        PLACES.forEach(place -> paths.add(placeOf(place)));
        paths.add(placeOf(DirectBuffer.class));
        return paths.stream().map(Path::toString).collect(Collectors.joining(java.io.File.pathSeparator));
    }

    private static Path placeOf(final Class<?> type)
    {
        try
        {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        }
        catch (final URISyntaxException e)
        {
            throw new AssertionError(e);
        }
    }

    /** The directory with the core's sources below it: this one or one above it. */
    private static Path findRoot()
    {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent())
        {
            if (Files.isDirectory(directory.resolve(CORE)))
            {
                return directory;
            }
        }
        throw new AssertionError("no " + CORE + " above " + Path.of("").toAbsolutePath());
    }

    /** Loads the project's classes itself, mutated ones first, and leaves all others to the loader of the test. */
    private static final class MutantLoader extends URLClassLoader
    {
        private final Map<String, byte[]> changed;

        MutantLoader(final Map<String, byte[]> changed)
        {
            super(urls(), MutantRunner.class.getClassLoader());
            this.changed = changed;
        }

        @Override
        protected Class<?> loadClass(final String name, final boolean resolve) throws ClassNotFoundException
        {
            if (!name.startsWith("io.synod."))
            {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name))
            {
                final Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        @Override
        protected Class<?> findClass(final String name) throws ClassNotFoundException
        {
            final byte[] bytes = changed.get(name);
            return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
        }

        private static URL[] urls()
        {
            return PLACES.stream()
                .map(place -> place.getProtectionDomain().getCodeSource().getLocation())
                .distinct()
                .toArray(URL[]::new);
        }
    }

    /** A source that lies in memory. */
    private static final class SourceText extends SimpleJavaFileObject
    {
        private final String text;

        SourceText(final String source, final String text)
        {
            super(URI.create("mutant:///io/synod/" + source), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(final boolean ignoreEncodingErrors)
        {
            return text;
        }
    }

    /** Keeps the compiler's output in memory. */
    private static final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager>
    {
        private final Map<String, ByteArrayOutputStream> outputs;

        MemoryFiles(final JavaFileManager files, final Map<String, ByteArrayOutputStream> outputs)
        {
            super(files);
            this.outputs = outputs;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
            final Location location, final String className, final JavaFileObject.Kind kind, final FileObject sibling)
        {
            if (location != StandardLocation.CLASS_OUTPUT)
            {
                throw new IllegalArgumentException("only classes are expected here: " + location);
            }
            return new SimpleJavaFileObject(URI.create("mutant:///" + className.replace('.', '/') + ".class"), kind)
            {
                @Override
                public OutputStream openOutputStream()
                {
                    return outputs.computeIfAbsent(className, name -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
