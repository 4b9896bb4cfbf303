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
package io.synod.simulator.scenario;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The project's classes with mistakes in them: the files with mistakes are compiled in memory, and all classes of the
 * project are loaded anew on top of them. The classes of the test itself are untouched, and nothing is written.
 */
final class PatchedCore extends ClassLoader
{
    private static final String OURS = "io.synod.";

    private final Map<String, byte[]> patched = new HashMap<>();

    PatchedCore(final List<Patch> patches)
    {
        super(PatchedCore.class.getClassLoader());
        if (!patches.isEmpty())
        {
            compile(patches.stream().<JavaFileObject>map(Source::new).toList());
        }
    }

    /**
     * Calls a static method of a class of this core.
     *
     * @param type     whose class of the same name is meant.
     * @param method   its name.
     * @param argument a text.
     * @return a text.
     */
    String call(final Class<?> type, final String method, final String argument)
    {
        try
        {
            final var found = loadClass(type.getName()).getDeclaredMethod(method, String.class);
            found.setAccessible(true);
            return (String)found.invoke(null, argument);
        }
        catch (final InvocationTargetException e)
        {
            throw new AssertionError(e.getCause());
        }
        catch (final ReflectiveOperationException e)
        {
            throw new LinkageError(type.getName() + "." + method, e);
        }
    }

    @Override
    protected Class<?> loadClass(final String name, final boolean resolve) throws ClassNotFoundException
    {
        if (!name.startsWith(OURS))
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
        final byte[] bytes = patched.containsKey(name) ? patched.get(name) : read(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] read(final String name) throws ClassNotFoundException
    {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class"))
        {
            if (in == null)
            {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(final List<JavaFileObject> sources)
    {
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        final StringWriter messages = new StringWriter();
        final Map<String, ByteArrayOutputStream> outputs = new HashMap<>();
        final List<String> arguments = List.of("-nowarn", "-proc:none", "-cp", System.getProperty("java.class.path"));
        try (JavaFileManager files = new Outputs(compiler.getStandardFileManager(null, null, null), outputs))
        {
            if (!compiler.getTask(messages, files, null, arguments, null, sources).call())
            {
                throw new AssertionError("a mistake that does not compile:\n" + messages);
            }
        }
        catch (final IOException e)
        {
            throw new UncheckedIOException(e);
        }
        outputs.forEach((name, bytes) -> patched.put(name, bytes.toByteArray()));
    }

    /** A file with its mistake. */
    private static final class Source extends SimpleJavaFileObject
    {
        private final String text;

        Source(final Patch patch)
        {
            super(URI.create("patch:///" + patch.file()), Kind.SOURCE);
            text = patch.applyTo(Stories.readSource(patch.file()));
        }

        @Override
        public CharSequence getCharContent(final boolean ignoreEncodingErrors)
        {
            return text;
        }
    }

    /** Keeps what the compiler makes in memory. */
    private static final class Outputs extends ForwardingJavaFileManager<JavaFileManager>
    {
        private final Map<String, ByteArrayOutputStream> outputs;

        Outputs(final JavaFileManager files, final Map<String, ByteArrayOutputStream> outputs)
        {
            super(files);
            this.outputs = outputs;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
            final Location location, final String className, final JavaFileObject.Kind kind, final FileObject sibling)
        {
            return new SimpleJavaFileObject(URI.create("patch:///" + className.replace('.', '/') + ".class"), kind)
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
