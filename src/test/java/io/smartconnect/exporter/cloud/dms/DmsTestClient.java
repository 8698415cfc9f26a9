package io.smartconnect.exporter.cloud.dms;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.TimeSource;
import io.smartconnect.simulator.Simulator;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The cloud client on a Vert.x context of its own, with the counts of its meter. */
public final class DmsTestClient implements AutoCloseable {

    /** Settings without waiting and retries. */
    public static final ApiSettings AT_ONCE =
            new ApiSettings(Duration.ofSeconds(10), 4, 1000, 0, Duration.ofMinutes(1));

    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int PATIENCE_SECONDS = 20;

    private final Context context;
    private final TimeSource time;
    private final RestDmsClient dms;
    private final Counts counts = new Counts();

    /** A request to the client, within a deadline. */
    public interface Question<T> extends BiFunction<DmsClient, RequestContext, Future<T>> {}

    public DmsTestClient(Vertx vertx, URI endpoint, String projectId, Credentials credentials, ApiSettings settings) {
        this(vertx, TimeSource.of(vertx), endpoint, projectId, credentials, settings);
    }

    /** A client of the simulator whose time a test advances; without waiting and retries. */
    public DmsTestClient(Vertx vertx, TimeSource time, Simulator simulator, Credentials credentials) {
        this(
                vertx,
                time,
                simulator.url(),
                simulator.projectId(),
                credentials,
                AT_ONCE.withRate(Double.POSITIVE_INFINITY));
    }

    private DmsTestClient(
            Vertx vertx,
            TimeSource time,
            URI endpoint,
            String projectId,
            Credentials credentials,
            ApiSettings settings) {
        TargetSettings target = new TargetSettings(
                "test", "", projectId, endpoint, Optional.of(endpoint), Optional.of(endpoint), List.of(), credentials);
        this.context = vertx.getOrCreateContext();
        this.time = time;
        this.dms = new RestDmsClient(new ClientRuntime(vertx, time, counts), target, settings, INTERVAL);
    }

    public DmsTestClient(Vertx vertx, Simulator simulator, Credentials credentials, ApiSettings settings) {
        this(vertx, simulator.url(), simulator.projectId(), credentials, settings);
    }

    public DmsTestClient(Vertx vertx, Simulator simulator, ApiSettings settings) {
        this(vertx, simulator, accessKey(simulator, Secret.of(simulator.secretKey())), settings);
    }

    public static Credentials accessKey(Simulator simulator, Secret secretKey) {
        return new Credentials.AccessKey(
                Secret.of(simulator.accessKey()),
                secretKey,
                simulator.securityToken().map(Secret::of));
    }

    public static ApiSettings withTimeout(Duration requestTimeout) {
        return new ApiSettings(requestTimeout, 4, 1000, 0, Duration.ofMinutes(1));
    }

    public static ApiSettings withRetries(int maxRetries) {
        return new ApiSettings(Duration.ofSeconds(10), 4, 1000, maxRetries, Duration.ofMinutes(1));
    }

    public <T> Future<T> ask(Duration patience, Question<T> question) {
        Promise<T> answer = Promise.promise();
        context.runOnContext(go -> question.apply(dms, new RequestContext(new Bulkhead(), Deadline.in(patience, time)))
                .onComplete(answer));
        return answer.future();
    }

    public <T> Future<T> ask(Question<T> question) {
        return ask(Duration.ofSeconds(50), question);
    }

    public <T> T answer(Question<T> question) throws Exception {
        return ask(question).await(PATIENCE_SECONDS, SECONDS);
    }

    public <T> CloudFailure failure(Question<T> question) {
        return failure(ask(question));
    }

    /** The failure of {@code answer}. */
    public static CloudFailure failure(Future<?> answer) {
        return (CloudFailure) catchThrowable(() -> answer.await(PATIENCE_SECONDS, SECONDS));
    }

    public DmsClient dms() {
        return dms;
    }

    public Counts counts() {
        return counts;
    }

    @Override
    public void close() {
        dms.close();
    }
}
