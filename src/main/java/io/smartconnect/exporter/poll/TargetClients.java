package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.dms.DmsClient;
import io.smartconnect.exporter.cloud.dms.RestDmsClient;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.eye.CloudEyeClient;
import io.smartconnect.exporter.cloud.kafka.KafkaResources;
import io.smartconnect.exporter.time.Futures;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The clients that read one target. Retired clients close when the last poll that uses them has ended. Use them on one Vert.x context
 * only.
 */
public final class TargetClients {

    private final TargetSettings target;
    private final DmsClient dms;
    private final KafkaResources kafka;
    private final Optional<CloudEyeClient> cloudEye;
    private final Runnable closing;
    private int users;
    private boolean retired;

    /**
     * The clients of {@code target}.
     *
     * @param cloudEye absent if Cloud Eye is not read
     * @param closing closes all of them
     */
    public TargetClients(
            TargetSettings target,
            DmsClient dms,
            KafkaResources kafka,
            Optional<CloudEyeClient> cloudEye,
            Runnable closing) {
        this.target = target;
        this.dms = dms;
        this.kafka = kafka;
        this.cloudEye = cloudEye;
        this.closing = closing;
    }

    /** All the clients that {@code dms} has. */
    public static TargetClients of(TargetSettings target, RestDmsClient dms) {
        Optional<CloudEyeClient> cloudEye = dms.cloudEye();
        return new TargetClients(target, dms, dms.kafka(), cloudEye, () -> {
            cloudEye.ifPresent(CloudEyeClient::close);
            dms.close();
        });
    }

    TargetSettings target() {
        return target;
    }

    DmsClient dms() {
        return dms;
    }

    KafkaResources kafka() {
        return kafka;
    }

    Optional<CloudEyeClient> cloudEye() {
        return cloudEye;
    }

    /** Runs a poll that uses these clients. */
    <T> Future<T> use(Supplier<Future<T>> poll) {
        users++;
        return Futures.attempt(poll).onComplete(ended -> {
            users--;
            closeIfUnused();
        });
    }

    /** Closes the clients as soon as no poll uses them. No further poll may begin to use them. */
    public void retire() {
        retired = true;
        closeIfUnused();
    }

    /** True while a poll uses these clients. */
    public boolean isInUse() {
        return users > 0;
    }

    private void closeIfUnused() {
        if (retired && !isInUse()) {
            closing.run();
        }
    }
}
