package io.smartconnect.command;

/** What is left of a command that has ended. */
record Ended(int status, String out, String err) {

    /** Waits for its end. */
    static Ended of(ExporterProcess command) {
        try (command) {
            int status = command.program().status();
            return new Ended(status, command.program().out(), command.program().err());
        }
    }
}
