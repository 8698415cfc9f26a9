package io.smartconnect.command;

/** The exit status and the outputs of a packaged program that has ended. */
record ProgramResult(int status, String out, String err) {

    /** Waits for the end of {@code command}. */
    static ProgramResult of(ExporterProcess command) {
        try (command) {
            int status = command.program().status();
            return new ProgramResult(
                    status, command.program().out(), command.program().err());
        }
    }
}
