package io.smartconnect.exporter.cloud.http;

import io.smartconnect.exporter.cloud.auth.Authenticator;
import io.smartconnect.exporter.cloud.auth.ProjectAccess;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.gate.RequestGate;
import io.smartconnect.exporter.cloud.json.JsonFields;
import io.smartconnect.exporter.cloud.json.JsonStream;
import io.smartconnect.exporter.cloud.json.PageCollector;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * A client of one cloud service in one project. It queues, signs, sends and retries requests, and decodes JSON
 * responses, page by page. Its futures fail with a {@link CloudFailure}. Use it on one Vert.x context only.
 */
public final class ApiClient {

    /** Items per page; the maximum of the API. */
    public static final int PAGE = 50;

    /** Responses longer than this number of bytes are decoded off the event loop. */
    private static final int LONG_RESPONSE = 32 << 10;

    private final ClientRuntime runtime;
    private final URI endpoint;
    private final Duration interval;
    private final CredentialSession session;
    private final TargetClientContext context;

    /**
     * Creates a client without connections.
     *
     * @param endpoint base of the API: scheme, host and port
     * @param interval poll interval
     */
    public ApiClient(
            ClientRuntime runtime, URI endpoint, ProjectAccess access, ApiSettings settings, Duration interval) {
        this(
                runtime,
                endpoint,
                new CredentialSession(runtime, endpoint, access, settings, interval),
                settings,
                interval);
    }

    private ApiClient(
            ClientRuntime runtime, URI endpoint, CredentialSession session, ApiSettings settings, Duration interval) {
        this.runtime = runtime;
        this.endpoint = endpoint;
        this.interval = interval;
        this.session = session;
        this.context = context(settings, session.authenticator());
    }

    private TargetClientContext context(ApiSettings settings, Authenticator authenticator) {
        return new TargetClientContext(
                new RequestGate(runtime.time(), settings, interval),
                new HttpTransport(runtime, runtime.pools().to(endpoint, settings.authorities())),
                authenticator,
                settings,
                runtime.time(),
                runtime.meter());
    }

    /**
     * Creates a client of another service at {@code service}, with limits of its own. It shares the credentials, so that a token
     * serves both clients.
     */
    public ApiClient forService(URI service, ApiSettings settings) {
        return new ApiClient(runtime, service, session.join(), settings, interval);
    }

    /**
     * Creates a client that replaces this one, before this one is closed. With the same endpoints, project, credentials,
     * time-out and certificate authorities it keeps the token or temporary key, and the count of refusals.
     */
    public ApiClient successor(URI next, ProjectAccess access, ApiSettings settings, Duration nextInterval) {
        return session.fits(next, access, settings)
                ? new ApiClient(runtime, next, session.join(), settings, nextInterval)
                : new ApiClient(runtime, next, access, settings, nextInterval);
    }

    /** Continues the pause and the rate of {@code before}, which this client replaces, if the service is the same. */
    public void continueFrom(ApiClient before) {
        if (endpoint.equals(before.endpoint)) {
            context.gate().continueFrom(before.context.gate());
        }
    }

    /** Sends a request. The response has a status of success; its body is not read. */
    public Future<Void> send(UnsignedRequest request, RequestContext scope) {
        ApiCall call = call(request, scope);
        return call.response().onComplete(ended -> call.close()).mapEmpty();
    }

    private ApiCall call(UnsignedRequest request, RequestContext scope) {
        return new ApiCall(context, endpoint, request, scope, runtime.bodies().place());
    }

    /** Sends a request and decodes the JSON object of the response. */
    public <T> Future<T> read(UnsignedRequest request, RequestContext scope, Function<JsonFields, T> decoder) {
        return readBody(
                request, scope, body -> decoder.apply(new JsonFields(JsonStream.object(body), meter()::unreadable)));
    }

    /**
     * Sends a request and decodes the body of the response. A {@link DecodeException} becomes a {@code bad_response}
     * failure, any other exception of the decoder an {@code internal} one.
     */
    public <T> Future<T> readBody(UnsignedRequest request, RequestContext scope, Function<Buffer, T> decoder) {
        ApiCall call = call(request, scope);
        return call.response()
                .compose(response -> decode(call, response, decoder))
                .onComplete(ended -> call.close());
    }

    /** Reads all pages of a listing, or its first, into {@code paging}. */
    public Future<Void> readPages(UnsignedRequest listing, PageCollector<?> paging, RequestContext scope) {
        String separator = listing.path().contains("?") ? "&" : "?";
        String path = listing.path() + separator + "limit=" + PAGE + "&offset=" + paging.offset();
        return readPage(UnsignedRequest.of(listing.operation(), path), paging, scope)
                .compose(more ->
                        more && !scope.firstPageOnly() ? readPages(listing, paging, scope) : Future.succeededFuture());
    }

    /** Reads one page of a listing into {@code paging}, and returns true if there may be more. */
    public Future<Boolean> readPage(UnsignedRequest page, PageCollector<?> paging, RequestContext scope) {
        return readBody(page, scope, body -> paging.add(body, meter()::unreadable));
    }

    /** The limit on requests in flight. */
    public int concurrency() {
        return context.settings().concurrency();
    }

    /** The current limit on requests per second. Safe for any thread. */
    public double allowedRate() {
        return context.gate().rate();
    }

    /** The expiry of the current credential, if known. Safe for any thread. */
    public Optional<Instant> credentialExpiry() {
        return context.authenticator().expiry();
    }

    /** The clocks of the process. */
    public TimeSource time() {
        return runtime.time();
    }

    /** The meter that counts the requests of this client. */
    public ApiMeter meter() {
        return runtime.meter();
    }

    /** Closes the connections. */
    public void close() {
        context.transport().close();
        session.leave();
    }

    private <T> Future<T> decode(ApiCall call, HttpResponse<Buffer> response, Function<Buffer, T> decoder) {
        Buffer body = response.body() == null ? Buffer.buffer() : response.body();
        Future<T> decoded = body.length() > LONG_RESPONSE
                ? runtime.vertx().executeBlocking(() -> decoder.apply(body), false)
                : Future.succeededFuture(body).map(decoder);
        return decoded.recover(thrown -> Future.failedFuture(call.unreadable(thrown, response)));
    }
}
