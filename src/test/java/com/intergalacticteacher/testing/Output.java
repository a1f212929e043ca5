package com.intergalacticteacher.testing;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What this JVM prints, its log among it, from now on until it is closed; printed all the same. */
public final class Output implements AutoCloseable {
    private final PrintStream before = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    public Output() {
        System.setOut(new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        printed.write(b);
                        before.write(b);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        printed.write(bytes, offset, length);
                        before.write(bytes, offset, length);
                    }
                },
                true,
                StandardCharsets.UTF_8));
    }

    public String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setOut(before);
    }
}
