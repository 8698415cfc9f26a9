package io.smartconnect.exporter.cloud.auth.temporary;

import io.smartconnect.exporter.cloud.auth.renewal.KeySource;
import io.smartconnect.exporter.cloud.auth.renewal.TemporaryKey;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The credentials file if it is there, else another source. Logs its choice. */
final class AutoSource implements KeySource {

    private static final Logger LOG = LoggerFactory.getLogger(AutoSource.class);

    private final Path file;
    private final KeySource profile;
    private final KeySource other;
    private final WorkerExecutor worker;
    private volatile String chosen = "";

    AutoSource(Path file, KeySource profile, KeySource other, WorkerExecutor worker) {
        this.file = file;
        this.profile = profile;
        this.other = other;
        this.worker = worker;
    }

    @Override
    public String name() {
        return "auto";
    }

    @Override
    public String conceal(String text) {
        return other.conceal(profile.conceal(text));
    }

    @Override
    public Future<TemporaryKey> fetch() {
        return worker.executeBlocking(() -> Files.exists(file) ? profile : other, false)
                .compose(this::fetch);
    }

    private Future<TemporaryKey> fetch(KeySource source) {
        if (!chosen.equals(source.name())) {
            chosen = source.name();
            LOG.atInfo().addKeyValue("source", chosen).log("type auto has found credentials");
        }
        return source.fetch();
    }
}
