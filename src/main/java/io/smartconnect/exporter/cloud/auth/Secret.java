package io.smartconnect.exporter.cloud.auth;

import java.nio.file.Path;

/** A secret text, inline or in a file. {@code toString} returns {@code ***} in place of the text. */
public sealed interface Secret {

    /** Creates an inline secret, from the configuration or the environment. */
    static Secret of(String value) {
        return new Value(value);
    }

    /** Creates a secret in {@code file}, which is reread after each change; a trailing newline is ignored. */
    static Secret in(Path file) {
        return new InFile(file);
    }

    /** An inline secret. */
    record Value(String value) implements Secret {
        @Override
        public String toString() {
            return "***";
        }
    }

    /** A secret in a file. */
    record InFile(Path file) implements Secret {
        @Override
        public String toString() {
            return "*** (" + file + ")";
        }
    }
}
