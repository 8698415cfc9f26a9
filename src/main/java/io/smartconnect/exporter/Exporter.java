package io.smartconnect.exporter;

import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.log.Logging;
import io.smartconnect.exporter.metrics.render.Exposition;
import io.smartconnect.exporter.metrics.render.ExpositionBody;
import io.smartconnect.exporter.metrics.render.ExpositionFormat;
import io.smartconnect.exporter.metrics.self.ExporterMetrics;
import io.smartconnect.exporter.poll.PollContext;
import io.smartconnect.exporter.poll.Poller;
import io.smartconnect.exporter.poll.state.StateBudget;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.time.TimeSource;
import io.smartconnect.exporter.web.WebServer;
import io.smartconnect.exporter.web.html.LinkTemplate;
import io.smartconnect.exporter.web.http.ServerInputs;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** The composition root: wires the cloud clients, the poller, the metrics and the HTTP server from the settings. */
public final class Exporter {

    /**
     * Result of one poll of every target and instance.
     *
     * @param allUp whether every target and every instance was up
     * @param text the exposition in the Prometheus text format 0.0.4
     */
    public record SinglePoll(boolean allUp, String text) {}

    private final Vertx vertx;
    private final Settings settings;
    private final BuildInfo build;
    private final TimeSource time;
    private final Context context;
    private final ExporterMetrics exporterMetrics;
    private final HistoryStore histories;
    private final StateBudget state = StateBudget.ofHeap(Runtime.getRuntime().maxMemory());
    private volatile ConnectedTargets targets;
    private volatile List<LinkTemplate> links;

    /** Creates an exporter that neither listens nor polls yet. */
    public Exporter(Vertx vertx, Settings settings, BuildInfo build) {
        this.vertx = vertx;
        this.settings = settings;
        this.links = settings.web().links();
        this.build = build;
        this.time = TimeSource.of(vertx);
        this.context = vertx.getOrCreateContext();
        this.exporterMetrics = new ExporterMetrics(build.version(), build.revision());
        this.histories = new HistoryStore(vertx, time, settings.lag().stateFile(), exporterMetrics::stateFileSaved);
        this.targets = ConnectedTargets.none(new ClientRuntime(vertx, time, exporterMetrics))
                .next(settings);
        exporterMetrics.watch(targets.dmsByName());
        exporterMetrics.setPollInterval(settings.poll().interval());
        if (settings.shard().isPart()) {
            exporterMetrics.showShard(settings.shard().index(), settings.shard().count());
        }
    }

    /** As {@link #serve(Callable, boolean)}, with settings that never change. */
    public Future<Daemon> serve() {
        return serve(() -> settings, false);
    }

    /**
     * Listens, then starts to poll. Fails with a message for the user if it cannot listen.
     *
     * @param configuration reads the settings for a reload
     * @param clientsReload whether HTTP clients may reload
     */
    public Future<Daemon> serve(Callable<Settings> configuration, boolean clientsReload) {
        return histories.load().compose(loaded -> listen(configuration, clientsReload));
    }

    private Future<Daemon> listen(Callable<Settings> configuration, boolean clientsReload) {
        settings.lag().stateFile().ifPresent(file -> exporterMetrics.watchStateFile());
        Exposition exposition = exposition(Snapshot.empty(time.instant()));
        Poller poller = poller(exposition::publish);
        Reload reload = new Reload(context, configuration, settings, new Reconfiguration(poller, exposition));
        Readiness readiness = new Readiness(exposition::snapshot);
        ServerInputs inputs = inputs(exposition, poller, readiness);
        return listen(clientsReload ? inputs.with(reload::run) : inputs)
                .onSuccess(server -> {
                    context.runOnContext(started -> poller.start());
                    histories.saveRegularly();
                })
                .map(server -> new Daemon(server, reload, readiness, () -> stop(poller), exporterMetrics));
    }

    private Future<Void> stop(Poller poller) {
        context.runOnContext(now -> poller.stop());
        return histories.save();
    }

    /** Listens on an event loop of its own, so that busy polls delay no client. */
    private Future<WebServer> listen(ServerInputs inputs) {
        Promise<WebServer> listening = Promise.promise();
        Deployable server =
                own -> WebServer.start(vertx, settings.web(), inputs).onComplete(listening);
        return vertx.deployVerticle(server).compose(deployed -> listening.future(), Future::failedFuture);
    }

    private ServerInputs inputs(Exposition exposition, Poller poller, Readiness readiness) {
        return new ServerInputs(
                exposition::scrape,
                poller::stuckReason,
                readiness::whyNotReady,
                exposition::snapshot,
                () -> links,
                build.version(),
                time,
                Optional.empty());
    }

    /** The change of the running parts to other settings. */
    private final class Reconfiguration implements Reload.User {

        private final Poller poller;
        private final Exposition exposition;

        private Reconfiguration(Poller poller, Exposition exposition) {
            this.poller = poller;
            this.exposition = exposition;
        }

        @Override
        public Runnable prepare(Settings present, Settings next) {
            ConnectedTargets before = targets;
            ConnectedTargets after = before.next(next);
            return () -> {
                if (!next.log().equals(present.log())) {
                    Logging.configure(next.log());
                }
                poller.reconfigure(after.clients(), pollContext(next));
                exposition.setSettings(next.metrics());
                exporterMetrics.watch(after.dmsByName());
                exporterMetrics.setPollInterval(next.poll().interval());
                links = next.web().links();
                targets = after;
                before.retireAllBut(after);
            };
        }

        @Override
        public void reloaded(boolean successfully) {
            exporterMetrics.reloaded(successfully);
        }
    }

    /** Polls every target and every instance once and renders the result. */
    public Future<SinglePoll> once() {
        return poll().map(this::rendered);
    }

    /** Polls every target and every instance once. */
    public Future<Snapshot> poll() {
        Promise<Snapshot> polled = Promise.promise();
        histories
                .load()
                .onSuccess(loaded -> context.runOnContext(
                        started -> poller(ignored -> {}).once().onComplete(polled)));
        return polled.future();
    }

    private SinglePoll rendered(Snapshot snapshot) {
        Buffer text = Buffer.buffer();
        try (ExpositionBody.Pieces pieces =
                exposition(snapshot).body(ExpositionFormat.TEXT_0_0_4, false).pieces()) {
            pieces.forEachRemaining(text::appendBuffer);
        }
        return new SinglePoll(snapshot.isAllUp(), text.toString());
    }

    private Exposition exposition(Snapshot first) {
        Exposition exposition = new Exposition(vertx, settings.metrics(), exporterMetrics::collect, time, first);
        exporterMetrics.watchDroppedSeries(exposition::droppedSeries);
        return exposition;
    }

    private Poller poller(Consumer<Snapshot> publish) {
        return new Poller(targets.clients(), pollContext(settings), histories.byInstanceId(), publish);
    }

    private PollContext pollContext(Settings of) {
        return new PollContext(of.poll(), of.health(), of.lag(), time, of.shard(), state);
    }
}
