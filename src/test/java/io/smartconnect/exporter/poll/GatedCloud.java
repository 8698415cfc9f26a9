package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.dms.DmsClient;
import io.smartconnect.exporter.cloud.gate.ApiSettings;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.gate.RequestGate;
import io.smartconnect.exporter.cloud.kafka.KafkaResources;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.time.FakeTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A fake cloud behind a real gate, whose requests take 10 ms of a clock that the test advances. */
final class GatedCloud {

    private static final Duration RESPONSE_TIME = Duration.ofMillis(10);

    final FakeTime time = new FakeTime();
    final FakeDms dms = new FakeDms();
    final FakeKafka kafka = new FakeKafka();
    /** The requests in the order in which the gate sent them. */
    final List<String> sent = new ArrayList<>();

    final TargetClients clients = new TargetClients(
            CloudSamples.target("prod"),
            gated(DmsClient.class, dms),
            gated(KafkaResources.class, kafka),
            Optional.empty(),
            () -> {});
    private double perSecond;
    private RequestGate gate;

    GatedCloud(double perSecond) {
        this.perSecond = perSecond;
        this.gate = gate();
    }

    /** Replaces the gate by one with another rate. */
    void allow(double requestsPerSecond) {
        perSecond = requestsPerSecond;
        gate = gate();
    }

    private RequestGate gate() {
        return new RequestGate(
                time,
                new ApiSettings(Duration.ofSeconds(15), 4, perSecond, 0, Duration.ofMinutes(1)),
                CloudSamples.SETTINGS.interval());
    }

    /** A client of {@code cloud} whose requests pass the gate. */
    private <T> T gated(Class<T> type, T cloud) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    if (given != null && given[given.length - 1] instanceof RequestContext scope) {
                        return gate.pass(
                                scope, () -> send(cloud, method, given), refusal -> Future.succeededFuture(false));
                    }
                    return switch (method.getName()) {
                        case "maxRate" -> perSecond;
                        case "allowedRate" -> gate.rate();
                        default -> method.invoke(cloud, given);
                    };
                }));
    }

    private Future<Object> send(Object cloud, Method method, Object[] given) {
        sent.add(method.getName() + " " + given[0] + (given.length > 2 ? " " + given[1] : ""));
        Promise<Object> response = Promise.promise();
        time.after(RESPONSE_TIME, () -> answer(cloud, method, given).onComplete(response));
        return response.future();
    }

    @SuppressWarnings("unchecked")
    private static Future<Object> answer(Object cloud, Method method, Object[] given) {
        try {
            return (Future<Object>) method.invoke(cloud, given);
        } catch (ReflectiveOperationException e) {
            return Future.failedFuture(e);
        }
    }

    /** The dumps of an instance, whose id is also that of its connector. */
    void has(String instance, List<Task> dumps) {
        dms.dumps(instance).answers(CloudSamples.listing(dumps.toArray(new Task[0])));
        dumps.forEach(dump -> dms.detail(instance, dump.id()).answers(CloudSamples.detail(dump.id(), 1)));
    }
}
