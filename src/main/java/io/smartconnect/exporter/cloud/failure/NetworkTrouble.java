package io.smartconnect.exporter.cloud.failure;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A kind of network failure between sending a request and reading the last byte of the response.
 *
 * @param words prefix of the exceptions' messages; may be empty
 */
record NetworkTrouble(Class<? extends Throwable> type, FailureReason reason, String words) {
    private static final int DEEPEST_CAUSE = 10;

    /** Most specific first: the first row that matches an exception or one of its causes explains it. */
    private static final List<NetworkTrouble> KINDS = List.of(
            new NetworkTrouble(TimeoutException.class, FailureReason.TIMEOUT, ""),
            new NetworkTrouble(ConnectTimeoutException.class, FailureReason.TIMEOUT, ""),
            new NetworkTrouble(InterruptedIOException.class, FailureReason.TIMEOUT, ""),
            new NetworkTrouble(UnknownHostException.class, FailureReason.UNREACHABLE, "unknown host: "),
            new NetworkTrouble(SSLException.class, FailureReason.UNREACHABLE, "TLS: "),
            new NetworkTrouble(DecoderException.class, FailureReason.BAD_RESPONSE, "not HTTP: "),
            new NetworkTrouble(IllegalArgumentException.class, FailureReason.BAD_RESPONSE, "not HTTP: "),
            new NetworkTrouble(IOException.class, FailureReason.UNREACHABLE, ""),
            new NetworkTrouble(VertxException.class, FailureReason.UNREACHABLE, ""));

    /** Returns the failure that explains {@code thrown}; empty if it is not a network failure. */
    static Optional<CloudFailure> explain(Throwable thrown) {
        List<Throwable> chain = chain(thrown);
        if (chain.stream().anyMatch(NetworkTrouble::isOtherVersion)) {
            return Optional.of(CloudFailure.of(FailureReason.BAD_RESPONSE, "not HTTP/1.1, but another version"));
        }
        return KINDS.stream().flatMap(kind -> kind.explain(chain).stream()).findFirst();
    }

    private Optional<CloudFailure> explain(List<Throwable> chain) {
        List<Throwable> matching =
                chain.stream().dropWhile(link -> !type.isInstance(link)).toList();
        return matching.isEmpty() ? Optional.empty() : Optional.of(CloudFailure.of(reason, words + text(matching)));
    }

    /** The messages of the exceptions; of a bad response only their type, since the messages repeat what the server sent. */
    private String text(List<Throwable> matching) {
        return reason == FailureReason.BAD_RESPONSE ? matching.get(0).getClass().getSimpleName() : messages(matching);
    }

    /** Vert.x has no type of its own for it. */
    private static boolean isOtherVersion(Throwable link) {
        return link instanceof IllegalStateException
                && String.valueOf(link.getMessage()).startsWith("Unsupported HTTP version");
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (@Nullable Throwable link = thrown; link != null && chain.size() < DEEPEST_CAUSE; link = link.getCause()) {
            chain.add(link);
        }
        return chain;
    }

    /**
     * Joins the messages of the exceptions, outermost first. Most repeat the message of their cause, which is then
     * omitted.
     */
    private static String messages(List<Throwable> chain) {
        return chain.stream()
                .map(link -> Objects.requireNonNullElse(
                        link.getMessage(), link.getClass().getSimpleName()))
                .reduce((text, next) -> text.contains(next) ? text : next.contains(text) ? next : text + ": " + next)
                .orElse("");
    }
}
