package io.smartconnect.exporter.cloud.failure;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A parser of the {@code Retry-After} header (RFC 9110, section 10.2.3): seconds or an HTTP date. */
final class RetryAfter {
    static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private RetryAfter() {}

    /** Returns the wait, positive and at most {@link #LONGEST}; empty if the header is missing or invalid. */
    static Optional<Duration> parse(@Nullable String header, Instant now) {
        return header == null
                ? Optional.empty()
                : wait(header.strip(), now).filter(RetryAfter::isPositive).map(RetryAfter::capped);
    }

    private static Optional<Duration> wait(String header, Instant now) {
        if (SECONDS.matcher(header).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
        }
        try {
            Instant date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, date));
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }

    private static boolean isPositive(Duration wait) {
        return wait.compareTo(Duration.ZERO) > 0;
    }

    private static Duration capped(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
