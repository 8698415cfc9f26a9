package io.smartconnect.exporter;

import io.smartconnect.exporter.config.Settings;
import io.smartconnect.exporter.lease.LeaderElector;
import io.smartconnect.exporter.metrics.self.ExporterMetrics;
import io.smartconnect.exporter.poll.PollContext;
import io.smartconnect.exporter.poll.Poller;
import io.smartconnect.exporter.poll.state.StateBudget;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Standby;
import io.smartconnect.exporter.time.TimeSource;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Begins and ends the polls: once in the life of the process, or each time that it gets and loses the lease. Use it on the context of
 * the polls; {@link #isRunning} and {@link #stuckReason} are safe for any thread.
 */
final class PollController implements LeaderElector.Polls {

    /** The targets of the polls, and the settings. */
    record Configured(ConnectedTargets targets, Settings settings) {

        private PollContext context(TimeSource time, StateBudget state) {
            return new PollContext(settings.poll(), settings.health(), settings.lag(), time, settings.shard(), state);
        }
    }

    private final TimeSource time;
    private final HistoryStore histories;
    private final ExporterMetrics exporterMetrics;
    private final Consumer<Snapshot> publish;
    private Configured configured;
    private StateBudget state = budget();
    private @Nullable Poller last;
    private volatile @Nullable Poller running;
    private int changes;

    /** Creates a controller whose polls have not begun. */
    PollController(
            TimeSource time,
            HistoryStore histories,
            ExporterMetrics exporterMetrics,
            Configured configured,
            Consumer<Snapshot> publish) {
        this.time = time;
        this.histories = histories;
        this.exporterMetrics = exporterMetrics;
        this.configured = configured;
        this.publish = publish;
    }

    private static StateBudget budget() {
        return StateBudget.ofHeap(Runtime.getRuntime().maxMemory());
    }

    /** A poller that has not started, with histories and state of its own. */
    private Poller newPoller() {
        state = budget();
        return new Poller(
                configured.targets.clients(), configured.context(time, state), histories.byInstanceId(), publish);
    }

    /** Polls everything once. */
    Future<Snapshot> once() {
        exporterMetrics.watch(configured.targets.dmsByName());
        return newPoller().once();
    }

    /** Reads the histories, then begins to poll. */
    void start() {
        last = null; // it has histories from before the state file is read
        int mine = ++changes;
        histories.load().onSuccess(loaded -> {
            if (mine == changes) {
                run(newPoller());
            }
        });
    }

    /** As {@link #start}, after a standby, which is no longer published. */
    @Override
    public void begin(boolean wasInterrupted) {
        publish.accept(Snapshot.empty(time.instant()));
        Poller interrupted = last;
        if (wasInterrupted && interrupted != null) {
            run(interrupted);
        } else {
            start();
        }
    }

    private void run(Poller poller) {
        last = poller;
        running = poller;
        exporterMetrics.watch(configured.targets.dmsByName());
        poller.start();
    }

    @Override
    public void end() {
        halt();
        exporterMetrics.watch(Map.of());
    }

    @Override
    public void standBy(Standby standby) {
        publish.accept(Snapshot.of(standby, time.instant()));
    }

    /** Ends the polls with the process. Completes when the state file is written. */
    Future<Void> stop() {
        boolean hasHistories = isRunning();
        halt();
        return hasHistories ? histories.save() : Future.succeededFuture();
    }

    private void halt() {
        changes++;
        Poller stopped = running;
        running = null;
        if (stopped != null) {
            stopped.stop();
        }
    }

    /** Takes in other targets and settings. */
    void reconfigure(Configured next) {
        configured = next;
        if (last != null) {
            last.reconfigure(next.targets.clients(), next.context(time, state));
        }
        if (isRunning()) {
            exporterMetrics.watch(next.targets.dmsByName());
        }
    }

    /** Returns true if this process polls. */
    boolean isRunning() {
        return running != null;
    }

    /** Why the polls count as stuck; empty while they run, and while this process does not poll. */
    Optional<String> stuckReason() {
        Poller present = running;
        return present == null ? Optional.empty() : present.stuckReason();
    }
}
