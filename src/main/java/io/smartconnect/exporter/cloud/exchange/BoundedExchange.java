package io.smartconnect.exporter.cloud.exchange;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.text.HumanReadable;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.impl.ClientPhase;
import io.vertx.ext.web.client.impl.HttpContext;
import io.vertx.ext.web.client.impl.WebClientInternal;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP request with its whole response, within limits of time and length.
 *
 * @param client one that {@link #enableReset} has prepared
 * @param place the memory for the body, which the caller closes
 * @param longest bytes of the body
 * @param limit the time from connecting to the last byte, at least a millisecond
 */
public record BoundedExchange(WebClient client, BodyReservation place, int longest, Duration limit) {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedExchange.class);

    /** Lets exchanges over {@code client} reset their requests. */
    public static void enableReset(WebClient client) {
        ((WebClientInternal) client).addInterceptor(BoundedExchange::passRequest);
    }

    /** Passes a request to its body, which can then reset it. The web client has no public method for this. */
    private static void passRequest(HttpContext<?> context) {
        if (context.phase() == ClientPhase.SEND_REQUEST && context.request().bodyCodec() instanceof BoundedBody body) {
            body.resetOnCancel(context.clientRequest());
            context.clientRequest().connection().exceptionHandler(BoundedExchange::connectionFailed);
        }
        context.next();
    }

    /** Keeps Vert.x from logging what the server sent; the failure of the request is reported anyway. */
    private static void connectionFailed(Throwable cause) {
        LOG.atDebug().addKeyValue("type", cause.getClass().getSimpleName()).log("a connection failed");
    }

    /**
     * Sends a request. Succeeds with a response of any status; fails with a {@link CloudFailure} without a complete response.
     *
     * @param uri absolute; path and query are sent unchanged
     * @param content an empty buffer for none; a GET has none
     */
    public Future<HttpResponse<Buffer>> send(HttpMethod method, URI uri, MultiMap headers, Buffer content) {
        long millis = limit.toMillis();
        BoundedBody body = new BoundedBody(longest, place);
        HttpRequest<Buffer> request = client.request(method, port(uri), uri.getHost(), pathAndQuery(uri))
                .ssl(isTls(uri))
                .putHeaders(headers)
                .timeout(millis)
                .as(body);
        return (method.equals(HttpMethod.GET) ? request.send() : request.sendBuffer(content))
                .timeout(millis, TimeUnit.MILLISECONDS)
                .onFailure(cause -> body.cancel())
                .recover(cause -> Future.failedFuture(explain(cause, body)));
    }

    private CloudFailure explain(Throwable cause, BoundedBody body) {
        if (body.isWaiting()) {
            return CloudFailure.of(FailureReason.BAD_RESPONSE, place.rule());
        }
        if (cause instanceof BoundedBody.TooLongException) {
            return CloudFailure.of(FailureReason.BAD_RESPONSE, String.valueOf(cause.getMessage()));
        }
        return cause instanceof TimeoutException
                ? CloudFailure.of(FailureReason.TIMEOUT, "no complete response within " + HumanReadable.duration(limit))
                : CloudFailure.ofExchange(cause);
    }

    private static boolean isTls(URI uri) {
        return uri.getScheme().equals("https");
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : isTls(uri) ? 443 : 80;
    }

    private static String pathAndQuery(URI uri) {
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
