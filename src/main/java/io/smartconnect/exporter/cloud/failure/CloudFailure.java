package io.smartconnect.exporter.cloud.failure;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.smartconnect.exporter.snapshot.Reason;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why the cloud did not give what was asked. It is expected, so it has no stack trace; its message is one line of at most
 * {@value #LONGEST_MESSAGE} characters that is safe to log.
 */
public final class CloudFailure extends Exception {
    static final int LONGEST_MESSAGE = 200;

    private static final long serialVersionUID = 1;
    private static final Set<String> THROTTLING = Set.of("APIG.0308", "APIGW.0308", "DMS.10240407");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Reason reason;
    private final int status;
    private final String errorCode;
    private final @Nullable Duration retryAfter;

    private CloudFailure(
            Reason reason,
            String message,
            int status,
            String errorCode,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(CloudText.oneLine(message, LONGEST_MESSAGE), cause, false, false);
        this.reason = reason;
        this.status = status;
        this.errorCode = errorCode;
        this.retryAfter = retryAfter;
    }

    /** A failure that no HTTP answer tells of; {@code message} must hold no secret. */
    public static CloudFailure of(Reason reason, String message) {
        return new CloudFailure(reason, message, 0, "", null, null);
    }

    /**
     * The failure that an HTTP answer tells of: any answer but the one that was asked for. Never throws, whatever the body is.
     *
     * @param body may be empty, JSON, HTML or anything else
     * @param now the moment against which a date in {@code Retry-After} counts
     * @param conceal removes secrets that the answer may echo
     */
    public static CloudFailure from(
            int status, MultiMap headers, @Nullable String body, Instant now, UnaryOperator<String> conceal) {
        ErrorBody said = ErrorBody.parse(body);
        String code = errorCode(status, conceal.apply(said.code()));
        Reason reason = THROTTLING.contains(code) ? Reason.THROTTLED : reason(status);
        String message = message(
                code.isEmpty() ? String.valueOf(status) : status + " " + code,
                said.message().isBlank() ? phrase(status, code) : conceal.apply(said.message()),
                conceal.apply(requestId(headers, said)));
        Optional<Duration> wait =
                reason == Reason.THROTTLED ? RetryAfter.parse(headers.get("Retry-After"), now) : Optional.empty();
        return new CloudFailure(reason, message, status, code, wait.orElse(null), null);
    }

    /**
     * The failure behind an exception of the HTTP client: {@code timeout} for whatever took too long, connecting included,
     * else {@code unreachable} or, if the answer was no HTTP, {@code bad_response}. A failure stays what it is. An exception
     * that the network does not explain becomes the {@linkplain #getCause() cause}, so that its stack can be logged.
     */
    public static CloudFailure from(Throwable thrown) {
        return thrown instanceof CloudFailure failure
                ? failure
                : NetworkTrouble.explain(thrown).orElseGet(() -> surprise(thrown));
    }

    /** The same failure, its message preceded by what was under way, for example {@code log-in: 401 ...}. */
    public CloudFailure during(String what) {
        return new CloudFailure(reason, what + ": " + getMessage(), status, errorCode, retryAfter, getCause());
    }

    /** What kind of failure it is. */
    public Reason reason() {
        return reason;
    }

    /** The HTTP status, if there was an answer. */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** The cloud's own code, for example {@code DMS.00404022}; empty when it gave none. */
    public String errorCode() {
        return errorCode;
    }

    /** How long the cloud asks to wait: positive, at most 15 minutes. Only ever present when throttled. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The one safe line. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    private static CloudFailure surprise(Throwable thrown) {
        String message = "unexpected " + thrown.getClass().getSimpleName();
        return new CloudFailure(Reason.UNREACHABLE, message, 0, "", null, thrown);
    }

    private static Reason reason(int status) {
        return switch (status) {
            case 401 -> Reason.AUTH;
            case 403 -> Reason.DENIED;
            case 404 -> Reason.NOT_FOUND;
            case 429 -> Reason.THROTTLED;
            default -> status >= 500 ? Reason.SERVER_ERROR : status >= 400 ? Reason.REJECTED : Reason.BAD_RESPONSE;
        };
    }

    /** IAM repeats the status as its code, which says nothing; what does not look like a code is none. */
    private static String errorCode(int status, String code) {
        boolean saysMore =
                !code.equals(String.valueOf(status)) && CODE.matcher(code).matches();
        return saysMore ? code : "";
    }

    private static String message(String head, String said, String requestId) {
        String request = requestId.isBlank() ? "" : " (request " + CloudText.oneLine(requestId, 64) + ")";
        String text = CloudText.oneLine(said, LONGEST_MESSAGE - head.length() - 2 - request.length());
        return text.isEmpty() ? head + request : head + ": " + text + request;
    }

    private static String phrase(int status, String code) {
        return code.isEmpty() ? HttpResponseStatus.valueOf(status).reasonPhrase() : "";
    }

    private static String requestId(MultiMap headers, ErrorBody said) {
        String gateway = headers.get("X-Request-Id");
        String iam = headers.get("X-IAM-Trace-Id");
        return gateway != null ? gateway : iam != null ? iam : said.requestId();
    }
}
