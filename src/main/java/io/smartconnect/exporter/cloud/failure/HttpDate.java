package io.smartconnect.exporter.cloud.failure;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A date in a header of HTTP (RFC 9110, section 5.6.7), in its preferred format. */
public final class HttpDate {

    private HttpDate() {}

    /** The moment that {@code header} names; empty if the header is missing or is no date. */
    public static Optional<Instant> parse(@Nullable String header) {
        try {
            return Optional.ofNullable(header)
                    .map(date -> ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }
}
