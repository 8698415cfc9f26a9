package io.smartconnect.exporter.dms;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smartconnect.exporter.dms.auth.Credentials;
import io.smartconnect.exporter.dms.auth.Secret;
import io.smartconnect.exporter.dms.failure.DmsFailure;
import io.smartconnect.simulator.Simulator;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The cloud client on a Vert.x context of its own, and what it tells its meter. */
final class Client implements AutoCloseable {

    /** Settings that neither wait nor try again. */
    static final ApiSettings AT_ONCE = new ApiSettings(Duration.ofSeconds(10), 4, 1000, 0, Duration.ofMinutes(1));

    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int PATIENCE_SECONDS = 20;

    private final Context context;
    private final Ticks ticks;
    private final RestDms dms;
    private final Counts counts = new Counts();

    /** A question to the client, within a deadline. */
    interface Question<T> extends BiFunction<Dms, Deadline, Future<T>> {}

    Client(Vertx vertx, URI endpoint, String projectId, Credentials credentials, ApiSettings settings) {
        TargetSettings target =
                new TargetSettings("test", "", projectId, endpoint, Optional.of(endpoint), List.of(), credentials);
        this.context = vertx.getOrCreateContext();
        this.ticks = Ticks.of(vertx);
        this.dms = new RestDms(vertx, target, settings, INTERVAL, Ticks.of(vertx), InstantSource.system(), counts);
    }

    Client(Vertx vertx, Simulator simulator, Credentials credentials, ApiSettings settings) {
        this(vertx, simulator.url(), simulator.projectId(), credentials, settings);
    }

    Client(Vertx vertx, Simulator simulator, ApiSettings settings) {
        this(vertx, simulator, accessKey(simulator, Secret.of(simulator.secretKey())), settings);
    }

    static Credentials accessKey(Simulator simulator, Secret secretKey) {
        return new Credentials.AccessKey(
                Secret.of(simulator.accessKey()),
                secretKey,
                simulator.securityToken().map(Secret::of));
    }

    static ApiSettings withTimeout(Duration requestTimeout) {
        return new ApiSettings(requestTimeout, 4, 1000, 0, Duration.ofMinutes(1));
    }

    static ApiSettings withRetries(int maxRetries) {
        return new ApiSettings(Duration.ofSeconds(10), 4, 1000, maxRetries, Duration.ofMinutes(1));
    }

    <T> Future<T> ask(Duration time, Question<T> question) {
        Promise<T> answer = Promise.promise();
        context.runOnContext(go -> question.apply(dms, Deadline.in(time, ticks)).onComplete(answer));
        return answer.future();
    }

    <T> Future<T> ask(Question<T> question) {
        return ask(Duration.ofSeconds(50), question);
    }

    <T> T answer(Question<T> question) throws Exception {
        return ask(question).await(PATIENCE_SECONDS, SECONDS);
    }

    <T> DmsFailure failure(Question<T> question) {
        return failure(ask(question));
    }

    /** How {@code answer} fails. */
    static DmsFailure failure(Future<?> answer) {
        return (DmsFailure) catchThrowable(() -> answer.await(PATIENCE_SECONDS, SECONDS));
    }

    Dms dms() {
        return dms;
    }

    Counts counts() {
        return counts;
    }

    @Override
    public void close() {
        dms.close();
    }
}
