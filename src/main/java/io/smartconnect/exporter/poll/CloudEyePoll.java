package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.failure.OutcomeLog;
import io.smartconnect.exporter.cloud.gate.Bulkhead;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.source.CloudEyeReader;
import io.smartconnect.exporter.source.CloudEyeReplication;
import io.smartconnect.exporter.source.CloudEyeTaskSamples;
import io.smartconnect.exporter.source.SourceOutcomes;
import io.smartconnect.exporter.time.Futures;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Polls Cloud Eye for one target: reads the values of the replications of all its instances. */
final class CloudEyePoll {

    private static final OutcomeLog OUTCOMES = new OutcomeLog(
            LoggerFactory.getLogger(CloudEyePoll.class), "Cloud Eye can't be read", "Cloud Eye can be read again");

    private final String target;
    private final CloudEyeReader reader;
    private final SourceOutcomes outcomes;
    private final PollContext context;
    private final Bulkhead bulkhead = new Bulkhead();
    private Optional<CloudFailure> problem = Optional.empty();

    CloudEyePoll(String target, CloudEyeReader reader, SourceOutcomes outcomes, PollContext context) {
        this.target = target;
        this.reader = reader;
        this.outcomes = outcomes;
        this.context = context;
    }

    /** The poll of a target; empty if Cloud Eye is not read for it. */
    static Optional<CloudEyePoll> of(TargetPoll.Shared shared) {
        PollContext context = shared.context();
        return shared.clients()
                .cloudEye()
                .filter(client -> shared.readsCloudEye())
                .map(client -> new CloudEyePoll(
                        shared.clients().target().name(),
                        new CloudEyeReader(client, context.health().windowPolls(), context.time()),
                        shared.outcomes(),
                        context));
    }

    /** Polls once, within the timeout. Never fails: the samples are those that could be read. */
    Future<List<CloudEyeTaskSamples>> run(Collection<CloudEyeReplication> replications) {
        if (!reader.isWorthReading(replications)) {
            return Future.succeededFuture(List.of());
        }
        RequestContext scope = new RequestContext(bulkhead, context.deadline());
        return Futures.attempt(() -> reader.read(replications, scope))
                .map(read -> {
                    end(read.failure());
                    return read.tasks();
                })
                .otherwise(thrown -> {
                    end(Optional.of(CloudFailure.from(thrown)));
                    return List.of();
                });
    }

    /** A denied request is not repeated by each poll, so its denial stays the problem until it succeeds. */
    private void end(Optional<CloudFailure> failure) {
        Optional<CloudFailure> before = problem;
        problem = failure.or(reader::denial);
        failure.ifPresent(known -> outcomes.failed(LagSource.CLOUD_EYE, known));
        if (problem.isEmpty()) {
            outcomes.succeeded(LagSource.CLOUD_EYE);
        }
        OUTCOMES.logIfChanged(before, problem, line -> line.addKeyValue("target", target));
    }
}
