package io.smartconnect.exporter.cloud.eye;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.ProjectAccess;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.dms.Counts;
import io.smartconnect.exporter.cloud.dms.DmsTestClient;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.http.ApiClient;
import io.smartconnect.exporter.cloud.http.CannedCloud;
import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.time.Deadline;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A client of Cloud Eye without a limit on its rate, in a cloud with canned answers. */
final class EyeTestClient implements AutoCloseable {

    /** The time, and the end of all windows. */
    static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    final CannedCloud cloud;
    final Counts counts = new Counts();
    private final TimeSource time;
    private final Context context;
    private final RestCloudEyeClient eye;

    EyeTestClient(Vertx vertx, String region) throws Exception {
        cloud = new CannedCloud(vertx);
        time = atNow(TimeSource.of(vertx));
        context = vertx.getOrCreateContext();
        ApiClient api = new ApiClient(
                new ClientRuntime(vertx, time, counts),
                cloud.url(),
                new ProjectAccess("p", new Credentials.Token(Secret.of("token")), Optional.empty()),
                DmsTestClient.AT_ONCE,
                Duration.ofMinutes(1));
        eye = new RestCloudEyeClient(api, "p", TargetSettings.isOpenTelekomCloud(region));
    }

    /** The time with a wall clock that stands still. */
    private static TimeSource atNow(TimeSource real) {
        return new TimeSource() {
            @Override
            public Instant instant() {
                return NOW;
            }

            @Override
            public long nanos() {
                return real.nanos();
            }

            @Override
            public Timer after(Duration delay, Runnable action) {
                return real.after(delay, action);
            }
        };
    }

    Set<TaskSeries> series() throws Exception {
        return ask(scope -> eye.listSeries(scope)).await(60, SECONDS);
    }

    CloudFailure failureOfSeries() {
        return DmsTestClient.failure(ask(scope -> eye.listSeries(scope)));
    }

    List<CloudEyePoint> all() throws Exception {
        return askAll().await(60, SECONDS);
    }

    CloudFailure failureOfAll() {
        return DmsTestClient.failure(askAll());
    }

    private Future<List<CloudEyePoint>> askAll() {
        return ask(scope -> eye.queryAll(NOW.minus(Duration.ofMinutes(5)), NOW, scope));
    }

    List<CloudEyePoint> points(Collection<TaskSeries> series) throws Exception {
        EyePoints read = read(series);
        assertThat(read.failure()).isEmpty();
        return read.points();
    }

    /** The points that can be read, and the failure that lost others. */
    EyePoints read(Collection<TaskSeries> series) throws Exception {
        return askPoints(series).await(60, SECONDS);
    }

    CloudFailure failureOfPoints(Collection<TaskSeries> series) {
        return DmsTestClient.failure(askPoints(series));
    }

    private Future<EyePoints> askPoints(Collection<TaskSeries> series) {
        return ask(scope -> eye.query(series, NOW.minus(Duration.ofMinutes(10)), NOW, scope));
    }

    private <T> Future<T> ask(Function<RequestContext, Future<T>> question) {
        Promise<T> answer = Promise.promise();
        context.runOnContext(go -> question.apply(
                        new RequestContext(new Bulkhead(), Deadline.in(Duration.ofSeconds(50), time)))
                .onComplete(answer));
        return answer.future();
    }

    @Override
    public void close() throws TimeoutException {
        eye.close();
        cloud.close();
    }
}
