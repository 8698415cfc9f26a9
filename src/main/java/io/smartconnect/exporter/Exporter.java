package io.smartconnect.exporter;

import io.smartconnect.exporter.cloud.http.ClientRuntime;
import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.history.PrometheusAddress;
import io.smartconnect.exporter.history.prometheus.PrometheusHistory;
import io.smartconnect.exporter.lease.LeaderElector;
import io.smartconnect.exporter.lease.PollPermit;
import io.smartconnect.exporter.log.Logging;
import io.smartconnect.exporter.metrics.render.Exposition;
import io.smartconnect.exporter.metrics.render.ExpositionBody;
import io.smartconnect.exporter.metrics.render.ExpositionFormat;
import io.smartconnect.exporter.metrics.self.ExporterMetrics;
import io.smartconnect.exporter.poll.TargetClients;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The composition root: wires the cloud clients, the poller, the metrics and the HTTP server from the settings. */
public final class Exporter {

    /**
     * Result of one poll of every target and instance.
     *
     * @param allUp whether every target and every instance was up
     * @param text the exposition in the Prometheus text format 0.0.4
     */
    public record SinglePoll(boolean allUp, String text) {}

    /** Limit on reading the history from Prometheus before the first poll. */
    private static final Duration LONGEST_READING = Duration.ofSeconds(15);

    /** As {@link #LONGEST_READING}, for a standby that gets the lease and must poll soon. */
    private static final Duration LONGEST_TAKEOVER = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Settings settings;
    private final BuildInfo build;
    private final TimeSource time;
    private final Context context;
    private final ExporterMetrics exporterMetrics;
    private final HistoryStore histories;
    private final PollPermit permit;
    private volatile ConnectedTargets targets;
    private volatile List<LinkTemplate> links;

    /** Creates an exporter that neither listens nor polls yet. */
    public Exporter(Vertx vertx, Settings settings, BuildInfo build) {
        this(vertx, settings, build, TimeSource.of(vertx));
    }

    /** Creates an exporter with other clocks and timers for its polls. They run on the Vert.x context of the caller, if it has one. */
    public Exporter(Vertx vertx, Settings settings, BuildInfo build, TimeSource time) {
        this.vertx = vertx;
        this.settings = settings;
        this.links = settings.web().links();
        this.build = build;
        this.time = time;
        this.context = vertx.getOrCreateContext();
        this.exporterMetrics = new ExporterMetrics(build.version(), build.revision());
        this.permit = new PollPermit(time);
        ClientRuntime runtime = new ClientRuntime(vertx, time, exporterMetrics, permit::isValid);
        this.histories = new HistoryStore(
                vertx,
                time,
                settings.lag().stateFile(),
                settings.lag().historyFrom().map(address -> prometheusHistory(runtime, address)),
                exporterMetrics::stateFileSaved);
        this.targets = ConnectedTargets.none(runtime).next(settings);
        exporterMetrics.setPollInterval(settings.poll().interval());
        if (settings.shard().isPart()) {
            exporterMetrics.showShard(settings.shard().index(), settings.shard().count());
        }
    }

    private PrometheusHistory prometheusHistory(ClientRuntime runtime, PrometheusAddress address) {
        return new PrometheusHistory(
                runtime,
                address,
                settings.api().authorities(),
                new PrometheusHistory.Selection(
                        settings.poll().interval(),
                        settings.health().windowPolls(),
                        settings::mayPoll,
                        settings.lease().isPresent() ? LONGEST_TAKEOVER : LONGEST_READING));
    }

    /** As {@link #serve(Callable, boolean)}, with settings that never change. */
    public Future<Daemon> serve() {
        return serve(() -> settings, false);
    }

    /**
     * Listens, then starts to poll, or stands by for the lease. Fails with a message for the user if it cannot listen, or if there can
     * be no lease.
     *
     * @param configuration reads the settings for a reload
     * @param clientsReload whether HTTP clients may reload
     */
    public Future<Daemon> serve(Callable<Settings> configuration, boolean clientsReload) {
        settings.lag().stateFile().ifPresent(file -> exporterMetrics.watchStateFile());
        Exposition exposition = exposition(Snapshot.empty(time.instant()));
        PollController polls =
                new PollController(time, histories, exporterMetrics, configured(settings), exposition::publish);
        Reload reload = new Reload(context, configuration, settings, new Reconfiguration(polls, exposition));
        boolean hasLease = settings.lease().isPresent();
        Readiness readiness = new Readiness(exposition::snapshot, () -> hasLease && !polls.isRunning());
        ServerInputs inputs = inputs(exposition, polls, readiness);
        return elector(polls)
                .compose(elector -> listen(clientsReload ? inputs.with(reload::run) : inputs)
                        .onSuccess(server -> begin(polls, elector))
                        .map(server ->
                                new Daemon(server, reload, readiness, () -> stop(polls, elector), exporterMetrics)));
    }

    private Future<Optional<LeaderElector>> elector(PollController polls) {
        return settings.lease()
                .map(lease ->
                        LeaderElector.of(vertx, time, lease, permit, polls).map(Optional::of))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private void begin(PollController polls, Optional<LeaderElector> elector) {
        elector.ifPresent(each -> exporterMetrics.showLeader(each::isHolder));
        context.runOnContext(started -> {
            elector.ifPresentOrElse(LeaderElector::start, polls::start);
            histories.saveRegularly(polls::isRunning);
        });
    }

    private Future<Void> stop(PollController polls, Optional<LeaderElector> elector) {
        Promise<Void> stopped = Promise.promise();
        context.runOnContext(now -> polls.stop()
                .compose(saved -> elector.map(LeaderElector::stop).orElseGet(Future::succeededFuture))
                .onComplete(stopped));
        return stopped.future();
    }

    /** Listens on an event loop of its own, so that busy polls delay no client. */
    private Future<WebServer> listen(ServerInputs inputs) {
        Promise<WebServer> listening = Promise.promise();
        Deployable server =
                own -> WebServer.start(vertx, settings.web(), inputs).onComplete(listening);
        return vertx.deployVerticle(server).compose(deployed -> listening.future(), Future::failedFuture);
    }

    private ServerInputs inputs(Exposition exposition, PollController polls, Readiness readiness) {
        return new ServerInputs(
                exposition::scrape,
                polls::stuckReason,
                readiness::whyNotReady,
                exposition::snapshot,
                () -> links,
                build.version(),
                time,
                Optional.empty());
    }

    /** The change of the running parts to other settings. */
    private final class Reconfiguration implements Reload.User {

        private final PollController polls;
        private final Exposition exposition;

        private Reconfiguration(PollController polls, Exposition exposition) {
            this.polls = polls;
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
                links = next.web().links();
                after.continueFrom(before);
                targets = after;
                polls.reconfigure(configured(next));
                exposition.setSettings(next.metrics());
                exporterMetrics.setPollInterval(next.poll().interval());
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

    /** Polls every target and every instance once. Takes no lease. */
    public Future<Snapshot> poll() {
        PollController polls =
                new PollController(time, histories, exporterMetrics, configured(settings), ignored -> {});
        Promise<Snapshot> polled = Promise.promise();
        histories
                .load()
                .onSuccess(
                        loaded -> context.runOnContext(started -> polls.once().onComplete(polled)));
        return polled.future();
    }

    /** Returns true while a poll is in progress. Use it on the context of the polls. */
    public boolean isPolling() {
        return targets.clients().stream().anyMatch(TargetClients::isInUse);
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

    private PollController.Configured configured(Settings of) {
        return new PollController.Configured(targets, of);
    }
}
