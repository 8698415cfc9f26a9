package io.smartconnect.exporter.cloud.http;

import io.smartconnect.exporter.cloud.body.BodyBudget;
import io.smartconnect.exporter.cloud.body.BodyReservation;
import io.smartconnect.exporter.cloud.body.BoundedBody;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.route.CertificateAuthorities;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.text.HumanReadable;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.client.impl.ClientPhase;
import io.vertx.ext.web.client.impl.HttpContext;
import io.vertx.ext.web.client.impl.WebClientInternal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP client that sends one request, reads the whole response within limits of time and length, and measures it.
 * It always verifies TLS certificates. It does not follow redirects, which would send the credentials to another
 * host.
 */
final class HttpTransport {

    /** Longest body with credentials, in bytes; a catalog of services can come with a token. */
    private static final int LONGEST_CREDENTIALS = 1 << 20;

    /** IAM sends tokens in a header, and they can be long. */
    private static final int LONGEST_HEADERS = 64 << 10;

    /** Two per place, since the connection of a canceled response takes a moment to close. */
    private static final int CONNECTIONS_PER_PLACE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(HttpTransport.class);

    private final WebClient client;
    private final ClientRuntime runtime;

    /** Creates a transport to the host of {@code base}, through the proxy on the way to it, if any. */
    HttpTransport(ClientRuntime runtime, URI base, int concurrency, CertificateAuthorities authorities) {
        this(runtime, runtime.proxies().to(base), concurrency, authorities);
    }

    private HttpTransport(
            ClientRuntime runtime, Optional<ProxyOptions> proxy, int concurrency, CertificateAuthorities authorities) {
        WebClientOptions options = new WebClientOptions()
                .setUserAgent("smart-connect-exporter")
                .setFollowRedirects(false)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setVerifyHost(true)
                .setTrustAll(false);
        proxy.ifPresent(options::setProxyOptions);
        if (!authorities.equals(CertificateAuthorities.OF_JVM)) {
            options.setTrustOptions(TrustOptions.wrap(authorities.trustManager()));
        }
        int connections = concurrency * CONNECTIONS_PER_PLACE;
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(connections);
        this.client = WebClient.create(runtime.vertx(), options, pool);
        ((WebClientInternal) client).addInterceptor(HttpTransport::passRequest);
        this.runtime = runtime;
    }

    /** Creates a transport to any host, without a proxy. */
    static HttpTransport withoutProxy(ClientRuntime runtime, int concurrency) {
        return new HttpTransport(runtime, Optional.empty(), concurrency, CertificateAuthorities.OF_JVM);
    }

    /** As the other method, for a short response, whose memory is not counted after it has arrived. */
    Future<HttpResponse<Buffer>> send(SignedRequest request, Duration timeout) {
        BodyReservation place = runtime.bodies().place();
        return send(request, place, timeout).onComplete(ended -> place.close());
    }

    /**
     * Sends a request. Succeeds with a response of any status; fails with a {@link CloudFailure} without a complete
     * response.
     *
     * @param place the memory for the body, which the caller closes
     * @param timeout for the whole request, from connecting to the last byte
     */
    Future<HttpResponse<Buffer>> send(SignedRequest request, BodyReservation place, Duration timeout) {
        URI uri = request.uri();
        long started = runtime.time().nanos();
        long millis = Math.max(1, timeout.toMillis());
        int longest = request.operation().obtainsCredentials() ? LONGEST_CREDENTIALS : BodyBudget.LONGEST_BODY;
        BoundedBody body = new BoundedBody(longest, place);
        return client.request(request.method(), port(uri), uri.getHost(), pathAndQuery(uri))
                .ssl(isTls(uri))
                .putHeaders(request.headers())
                .timeout(millis)
                .as(body)
                .sendBuffer(request.body())
                .timeout(millis, TimeUnit.MILLISECONDS)
                .onFailure(cause -> body.cancel())
                .recover(cause -> Future.failedFuture(
                        body.isWaiting()
                                ? CloudFailure.of(FailureReason.BAD_RESPONSE, place.rule())
                                : explain(cause, timeout)))
                .onComplete(ended ->
                        ended(request, ended, Duration.ofNanos(runtime.time().nanos() - started)));
    }

    private void ended(SignedRequest request, AsyncResult<HttpResponse<Buffer>> result, Duration took) {
        String code = result.succeeded() ? String.valueOf(result.result().statusCode()) : code(result.cause());
        runtime.meter().requested(request.operation(), code, took);
        LOG.atDebug()
                .addKeyValue("operation", request.operation().label())
                .addKeyValue("path", request.uri().getRawPath())
                .addKeyValue("code", code)
                .addKeyValue("took_ms", took.toMillis())
                .log("request ended");
    }

    /** Closes the connections. */
    void close() {
        client.close();
    }

    /** Passes the request to its body; the web client has no public method for this. */
    private static void passRequest(HttpContext<?> context) {
        if (context.phase() == ClientPhase.SEND_REQUEST && context.request().bodyCodec() instanceof BoundedBody body) {
            body.resetOnCancel(context.clientRequest());
            context.clientRequest().connection().exceptionHandler(HttpTransport::connectionFailed);
        }
        context.next();
    }

    /** Keeps Vert.x from logging what the server sent; the failure of the request is reported anyway. */
    private static void connectionFailed(Throwable cause) {
        LOG.atDebug().addKeyValue("type", cause.getClass().getSimpleName()).log("a connection to the cloud failed");
    }

    private static CloudFailure explain(Throwable cause, Duration timeout) {
        if (cause instanceof BoundedBody.TooLongException) {
            return CloudFailure.of(FailureReason.BAD_RESPONSE, String.valueOf(cause.getMessage()));
        }
        if (cause instanceof TimeoutException) {
            return CloudFailure.of(
                    FailureReason.TIMEOUT, "no complete response within " + HumanReadable.duration(timeout));
        }
        return CloudFailure.ofExchange(cause);
    }

    private static String code(Throwable failure) {
        return failure instanceof CloudFailure known && known.reason() == FailureReason.TIMEOUT
                ? FailureReason.TIMEOUT.label()
                : FailureReason.UNREACHABLE.label();
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
