package io.smartconnect.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;

/** The text of {@code /proc/PID/status}: a line for each field, as proc(5) says. */
record ProcStatus(String text) {

    static ProcStatus of(long processId) throws IOException {
        return new ProcStatus(Files.readString(Path.of("/proc/" + processId + "/status")));
    }

    static ProcStatus ofThisProcess() throws IOException {
        return of(ProcessHandle.current().pid());
    }

    String field(String name) {
        String start = name + ":";
        return text.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no " + name + " in " + text));
    }

    /** The value of a field of memory, which is told as in {@code 1024 kB}. */
    double mebibytes(String name) {
        return Long.parseLong(field(name).replace(" kB", "")) / (double) (1 << 10);
    }
}
