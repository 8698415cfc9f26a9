package io.smartconnect.exporter.cloud.kafka;

import io.smartconnect.exporter.cloud.auth.Credentials;
import io.smartconnect.exporter.cloud.auth.Secret;
import io.smartconnect.exporter.cloud.dms.Counts;
import io.smartconnect.exporter.cloud.dms.DmsTestClient;
import io.smartconnect.exporter.cloud.dms.RestDmsClient;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.http.CannedCloud;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;

/** The client of a cloud with canned answers. */
final class KafkaTestClient implements AutoCloseable {

    final CannedCloud cloud;
    private final DmsTestClient client;

    /** A request to the client, within a deadline. */
    interface Question<T> extends BiFunction<KafkaResources, RequestContext, Future<T>> {}

    KafkaTestClient(Vertx vertx) throws Exception {
        cloud = new CannedCloud(vertx);
        client = new DmsTestClient(
                vertx, cloud.url(), "p", new Credentials.Token(Secret.of("token")), DmsTestClient.AT_ONCE);
    }

    <T> T answer(Question<T> question) throws Exception {
        return client.answer((dms, scope) -> question.apply(((RestDmsClient) dms).kafka(), scope));
    }

    <T> CloudFailure failure(Question<T> question) {
        return client.failure((dms, scope) -> question.apply(((RestDmsClient) dms).kafka(), scope));
    }

    Counts counts() {
        return client.counts();
    }

    @Override
    public void close() throws TimeoutException {
        client.close();
        cloud.close();
    }
}
