package io.smartconnect.exporter;

import io.smartconnect.exporter.cloud.dms.RestDms;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.metrics.render.Body;
import io.smartconnect.exporter.metrics.render.Exposition;
import io.smartconnect.exporter.metrics.render.ExpositionFormat;
import io.smartconnect.exporter.metrics.self.ExporterMetrics;
import io.smartconnect.exporter.poll.PollContext;
import io.smartconnect.exporter.poll.Poller;
import io.smartconnect.exporter.poll.TargetClients;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.time.TimeSource;
import io.smartconnect.exporter.web.WebServer;
import io.smartconnect.exporter.web.http.ServerInputs;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
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
    private final Build build;
    private final TimeSource time;
    private final Context context;
    private final ExporterMetrics exporterMetrics;
    private final HistoryStore histories;
    private final List<TargetClients> clients = new ArrayList<>();

    /** Creates an exporter that neither listens nor polls yet. */
    public Exporter(Vertx vertx, Settings settings, Build build) {
        this.vertx = vertx;
        this.settings = settings;
        this.build = build;
        this.time = TimeSource.of(vertx);
        this.context = vertx.getOrCreateContext();
        this.exporterMetrics = new ExporterMetrics(build.version(), build.revision());
        this.histories = new HistoryStore(vertx, time, settings.lag().stateFile());
        settings.targets().forEach(target -> clients.add(clients(target)));
    }

    /** Listens, then starts to poll. Fails with a message for the user if it cannot listen. */
    public Future<Daemon> serve() {
        return histories.load().compose(loaded -> listen());
    }

    private Future<Daemon> listen() {
        Exposition exposition = exposition(Snapshot.empty(time.instant()));
        Poller poller = poller(exposition::publish);
        Readiness readiness = new Readiness(exposition::snapshot);
        ServerInputs inputs = new ServerInputs(
                exposition::scrape,
                poller::stuckReason,
                readiness::whyNotReady,
                exposition::snapshot,
                build.version(),
                time);
        return WebServer.start(vertx, settings.web(), inputs)
                .onSuccess(server -> {
                    context.runOnContext(started -> poller.start());
                    histories.saveRegularly();
                })
                .map(server -> new Daemon(context, server, poller, histories, exporterMetrics));
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
        try (Body.Pieces pieces =
                exposition(snapshot).body(ExpositionFormat.TEXT_0_0_4, false).pieces()) {
            pieces.forEachRemaining(text::appendBuffer);
        }
        return new SinglePoll(snapshot.isAllUp(), text.toString());
    }

    private TargetClients clients(TargetSettings target) {
        RestDms client = new RestDms(
                new ClientRuntime(vertx, time, exporterMetrics),
                target,
                settings.api(),
                settings.poll().interval());
        exporterMetrics.watch(target.name(), client);
        return TargetClients.of(target, client);
    }

    private Exposition exposition(Snapshot first) {
        return new Exposition(vertx, settings.granularity(), exporterMetrics::collect, time, first);
    }

    private Poller poller(Consumer<Snapshot> publish) {
        return new Poller(
                clients,
                new PollContext(settings.poll(), settings.health(), settings.lag(), time),
                histories.byInstanceId(),
                publish);
    }
}
