package io.smartconnect.exporter.cloud.auth.temporary;

import io.smartconnect.exporter.cloud.auth.Authenticator.Sender;
import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.renewal.CredentialAnswer;
import io.smartconnect.exporter.cloud.auth.renewal.KeySource;
import io.smartconnect.exporter.cloud.auth.renewal.TemporaryKey;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.failure.SecretRedactor;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.time.Futures;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The metadata service of the machine, which hands out the keys of the machine's agency. The service keeps one key for
 * most of an hour, so the source asks at most once a minute while it has a valid key.
 */
final class MetadataSource implements KeySource {

    /** The service hands out the next key about as long before the end of the current one. */
    private static final Duration RENEWAL = Duration.ofMinutes(10);

    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(1);
    private static final String TOKEN_LIFE = "21600";
    private static final Set<Integer> WITHOUT_TOKENS = Set.of(404, 405, 503);
    private static final String NO_AGENCY = "Please configure Cloud Service Agency first";

    private final URI endpoint;
    private final Sender sender;
    private final TimeSource time;
    private volatile String token = "";
    private volatile boolean hasNoAgency;
    private volatile @Nullable TemporaryKey key;
    private @Nullable Future<TemporaryKey> last;
    private long asked;

    MetadataSource(Credentials.Metadata metadata, Sender sender, TimeSource time) {
        this.endpoint = metadata.endpoint();
        this.sender = sender;
        this.time = time;
    }

    @Override
    public String name() {
        return "metadata of " + endpoint.getHost();
    }

    @Override
    public String conceal(String text) {
        return SecretRedactor.conceal(text, Stream.of(token));
    }

    @Override
    public synchronized Future<TemporaryKey> fetch() {
        Future<TemporaryKey> before = last;
        if (before != null && isLasting() && time.nanos() - asked < SHORTEST_PAUSE.toNanos()) {
            return before.recover(
                    thrown -> Future.failedFuture(CloudFailure.from(thrown).asUnsent()));
        }
        asked = time.nanos();
        hasNoAgency = false;
        Future<TemporaryKey> now = (token.isEmpty() ? readToken() : Future.<Void>succeededFuture())
                .compose(ready -> readKey())
                .compose(answer -> isRefusal(answer) ? readToken().compose(fresh -> readKey()) : accept(answer))
                .compose(this::decode)
                .onSuccess(fetched -> key = fetched);
        last = now;
        return now;
    }

    /** Returns true if the last answer holds for a minute: with a valid key, or without an agency. */
    private boolean isLasting() {
        TemporaryKey held = key;
        return hasNoAgency || (held != null && time.instant().isBefore(held.expires()));
    }

    private Future<Void> readToken() {
        token = "";
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("X-Metadata-Token-Ttl-Seconds", TOKEN_LIFE);
        URI uri = endpoint.resolve("/meta-data/latest/api/token");
        return sender.send(CloudOperation.METADATA_TOKEN, HttpMethod.PUT, uri, headers, Buffer.buffer())
                .compose(answer -> Futures.call(() -> {
                    token = tokenOf(answer);
                    return null;
                }));
    }

    private String tokenOf(HttpResponse<Buffer> answer) throws CloudFailure {
        if (WITHOUT_TOKENS.contains(answer.statusCode())) {
            return "";
        }
        Buffer text = new CredentialAnswer(answer)
                .checked(200, time.instant(), this::conceal)
                .body();
        return TemporaryKeyDecoder.header("metadata token", text.toString().strip());
    }

    private Future<HttpResponse<Buffer>> readKey() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (!token.isEmpty()) {
            headers.add("X-Metadata-Token", token);
        }
        URI uri = endpoint.resolve("/openstack/latest/securitykey");
        return sender.send(CloudOperation.METADATA_KEY, HttpMethod.GET, uri, headers, Buffer.buffer());
    }

    private static Future<HttpResponse<Buffer>> accept(HttpResponse<Buffer> answer) {
        return Future.succeededFuture(answer);
    }

    private static boolean isRefusal(HttpResponse<Buffer> answer) {
        return answer.statusCode() == 401 && !reportsNoAgency(answer);
    }

    private static boolean reportsNoAgency(HttpResponse<Buffer> answer) {
        return answer.statusCode() != 200
                && new CredentialAnswer(answer).body().toString().contains(NO_AGENCY);
    }

    private Future<TemporaryKey> decode(HttpResponse<Buffer> answer) {
        return Futures.call(() -> {
            hasNoAgency = reportsNoAgency(answer);
            if (hasNoAgency) {
                throw CloudFailure.of(
                        FailureReason.AUTH,
                        "no agency is bound to this machine: bind one in its settings (docs/permissions.md)");
            }
            CredentialAnswer good = new CredentialAnswer(answer).checked(200, time.instant(), this::conceal);
            return TemporaryKeyDecoder.IAM.decode(good, time.instant()).renewedWithLeft(RENEWAL);
        });
    }
}
