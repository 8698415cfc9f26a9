package io.smartconnect.exporter;

import io.smartconnect.exporter.config.ConfigurationException;
import io.smartconnect.exporter.config.RestartOnlySettings;
import io.smartconnect.exporter.config.Settings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reload of the configuration while the exporter runs: as a whole or not at all, and one after another. Worker threads read
 * files and create clients; the context of the polls applies the result.
 */
final class Reload {

    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

    /** A refusal; its message has a line for each reason. */
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        RefusedException(String reasons) {
            super(reasons);
        }
    }

    /** The user of the settings: the running exporter. */
    interface User {

        /** Prepares to use {@code next}, on a worker thread. Returns the action for the context of the polls. */
        Runnable prepare(Settings present, Settings next);

        /** Takes in whether a reload succeeded. */
        void reloaded(boolean successfully);
    }

    private record Prepared(Settings settings, Runnable action) {}

    private final Context context;
    private final Callable<Settings> source;
    private final User user;
    private volatile Settings present;
    private Future<Void> last = Future.succeededFuture();
    private volatile boolean stopping;

    /**
     * Creates a reload.
     *
     * @param context of the polls
     * @param source reads the configuration
     * @param present the settings in use
     */
    Reload(Context context, Callable<Settings> source, Settings present, User user) {
        this.context = context;
        this.source = source;
        this.present = present;
        this.user = user;
    }

    /** Reloads when the reloads before it have ended. Safe for any thread. The message of a failure has a line per mistake. */
    Future<Void> run() {
        Promise<Void> done = Promise.promise();
        context.runOnContext(now -> {
            last = last.transform(before -> reload());
            last.onComplete(done);
        });
        return done.future();
    }

    /** Refuses all further reloads. */
    void stop() {
        stopping = true;
    }

    private Future<Void> reload() {
        return context.owner()
                .executeBlocking(this::prepare, false)
                .compose(this::apply)
                .recover(cause -> Future.failedFuture(known(cause)))
                .onComplete(ended -> report(ended.cause()));
    }

    private Prepared prepare() throws Exception {
        refuseIfStopping();
        Settings settings = source.call();
        List<String> changes = RestartOnlySettings.changes(present, settings);
        if (!changes.isEmpty()) {
            throw new RefusedException(String.join("\n", changes));
        }
        return new Prepared(settings, user.prepare(present, settings));
    }

    private Future<Void> apply(Prepared prepared) {
        try {
            refuseIfStopping();
        } catch (RefusedException refused) {
            return Future.failedFuture(refused);
        }
        prepared.action.run();
        present = prepared.settings;
        return Future.succeededFuture();
    }

    private void refuseIfStopping() throws RefusedException {
        if (stopping) {
            throw new RefusedException("the exporter is stopping");
        }
    }

    private static Throwable known(Throwable cause) {
        if (cause instanceof ConfigurationException || cause instanceof RefusedException) {
            return cause;
        }
        LOG.error("a reload failed unexpectedly", cause);
        return new RefusedException("the reload failed unexpectedly; the log has the cause");
    }

    private void report(@Nullable Throwable cause) {
        user.reloaded(cause == null);
        if (cause == null) {
            LOG.atInfo().addKeyValue("targets", present.targets().size()).log("configuration reloaded");
            present.warnings().forEach(LOG::warn);
            return;
        }
        String.valueOf(cause.getMessage())
                .lines()
                .forEach(mistake -> LOG.atError()
                        .addKeyValue("mistake", mistake)
                        .log("configuration not reloaded: the old one stays"));
    }
}
