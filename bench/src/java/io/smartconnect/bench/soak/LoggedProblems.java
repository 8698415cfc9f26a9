package io.smartconnect.bench.soak;

import io.smartconnect.exporter.snapshot.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The warnings and errors that an exporter may log, and those that it logged besides. */
final class LoggedProblems {

    private static final Pattern FIELD = Pattern.compile("(?:^| )(time|level|reason|msg)=(\"(?:[^\"\\\\]|\\\\.)*\"|\\S+)");

    /** From the end of a fault to the end of the last poll that met it. */
    private static final Duration LINGER = Duration.ofSeconds(30);

    private record Expected(Instant from, Instant to, Set<FailureReason> reasons, Optional<String> message) {

        private boolean explains(Instant time, Optional<String> reason, String text) {
            return !time.isBefore(from)
                    && !time.isAfter(to)
                    && (message.filter(text::contains).isPresent()
                            || reason.filter(word -> reasons.stream()
                                            .anyMatch(each -> each.label().equals(word)))
                                    .isPresent());
        }
    }

    private final List<Expected> expected = new ArrayList<>();

    /** Takes in that there was a fault, from then until now. */
    void expect(Instant from, Instant to, Set<FailureReason> reasons) {
        expected.add(new Expected(from.minusSeconds(1), to.plus(LINGER), reasons, Optional.empty()));
    }

    /** Takes in that a message of this kind is right about now. */
    void expect(Instant about, String message) {
        expected.add(
                new Expected(about.minusSeconds(1), about.plus(LINGER), Set.of(), Optional.of(message)));
    }

    /**
     * The warnings, errors and lines that are no log lines, without the expected ones and without Vert.x's about a blocked thread,
     * which a busy machine causes.
     */
    List<String> unexpected(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(this::isUnexpected).toList();
        }
    }

    private boolean isUnexpected(String line) {
        Optional<String> level = field("level", line);
        if (level.isEmpty()) {
            return true;
        }
        if (!Set.of("warn", "error").contains(level.get()) || line.contains("BlockedThreadChecker")) {
            return false;
        }
        Instant time = Instant.parse(field("time", line).orElseThrow());
        Optional<String> reason = field("reason", line);
        return expected.stream().noneMatch(each -> each.explains(time, reason, line));
    }

    static Optional<String> field(String name, String line) {
        Matcher fields = FIELD.matcher(line);
        while (fields.find()) {
            if (fields.group(1).equals(name)) {
                return Optional.of(fields.group(2).replaceAll("^\"|\"$", ""));
            }
        }
        return Optional.empty();
    }
}
