package io.smartconnect.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The cores on which a server and its client run: without pinning, runs differ by more than what is compared. On a machine with
 * one core both share it.
 */
public final class Cores {

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private Cores() {}

    /** The command, bound to the first core that this process may use. */
    public static List<String> server(List<String> command) throws IOException {
        List<Integer> allowed = allowed();
        return pinned(allowed.get(0), command);
    }

    /** The command, bound to the last core that this process may use. */
    public static List<String> client(List<String> command) throws IOException {
        List<Integer> allowed = allowed();
        return pinned(allowed.get(allowed.size() - 1), command);
    }

    private static List<String> pinned(int core, List<String> command) {
        return Stream.concat(Stream.of("taskset", "--cpu-list", String.valueOf(core)), command.stream())
                .toList();
    }

    private static List<Integer> allowed() throws IOException {
        return ends(ProcStatus.ofThisProcess().field("Cpus_allowed_list"));
    }

    /** The first and last numbers of the ranges of a list such as {@code 0-3,8}. */
    static List<Integer> ends(String ranges) {
        return NUMBER.matcher(ranges)
                .results()
                .map(MatchResult::group)
                .map(Integer::valueOf)
                .toList();
    }
}
