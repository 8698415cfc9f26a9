package io.smartconnect.exporter.cloud.auth;

import java.nio.file.Path;

/** A secret text, given as it is or in a file. It never shows itself: {@code toString} is {@code ***}. */
public sealed interface Secret {

    /** A secret that stands in the configuration or in the environment. */
    static Secret of(String value) {
        return new Value(value);
    }

    /** A secret that is read from {@code file} whenever the file has changed; a trailing newline is not part of it. */
    static Secret in(Path file) {
        return new InFile(file);
    }

    /** The text itself. */
    record Value(String value) implements Secret {
        @Override
        public String toString() {
            return "***";
        }
    }

    /** The file that holds the text. */
    record InFile(Path file) implements Secret {
        @Override
        public String toString() {
            return "*** (" + file + ")";
        }
    }
}
