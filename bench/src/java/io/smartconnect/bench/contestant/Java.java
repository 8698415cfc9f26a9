package io.smartconnect.bench.contestant;

import java.nio.file.Path;

/** The JDK that runs the benchmarks, and all contestants that need one. */
public final class Java {

    static final String HOME = System.getProperty("java.home");

    private Java() {}

    /** The path of one of its programs. */
    public static String program(String name) {
        return Path.of(HOME, "bin", name).toString();
    }
}
