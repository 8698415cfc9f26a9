package io.smartconnect.command.online;

import io.smartconnect.command.online.CheckResult.CheckStatus;
import io.smartconnect.command.terminal.SafeText;
import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.dms.NotFoundCodes;
import io.smartconnect.exporter.cloud.dms.RestDmsClient;
import io.smartconnect.exporter.cloud.dms.TargetSettings;
import io.smartconnect.exporter.cloud.dms.TaskListing;
import io.smartconnect.exporter.cloud.eye.CloudEyeClient;
import io.smartconnect.exporter.cloud.eye.TaskSeries;
import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.cloud.kafka.KafkaResources;
import io.smartconnect.exporter.cloud.kafka.TopicRetention;
import io.smartconnect.exporter.lag.LagSettings;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.task.LagSource;
import io.smartconnect.exporter.snapshot.task.ListingMerge;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.text.HumanReadable;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The check of one target: one page of instances and, of one instance, one answer of each API that the configuration uses. Nine
 * requests, log-ins and the queries of Cloud Eye apart. Blocks.
 */
final class TargetCheck {

    /** After such a failure, further requests would fail, too, and may lock the credentials. */
    private static final Set<FailureReason> FINAL =
            EnumSet.of(FailureReason.AUTH, FailureReason.THROTTLED, FailureReason.TIMEOUT, FailureReason.UNREACHABLE);

    private final TargetSettings target;
    private final LagSettings lag;
    private final RestDmsClient dms;
    private final CloudRequests cloud;
    private final List<CheckResult> results = new ArrayList<>();
    private boolean isOver;

    TargetCheck(TargetSettings target, LagSettings lag, RestDmsClient dms, CloudRequests cloud) {
        this.target = target;
        this.lag = lag;
        this.dms = dms;
        this.cloud = cloud;
    }

    /** A request within a scope. */
    @FunctionalInterface
    private interface Request<T> {
        Future<T> send(RequestContext scope);
    }

    /** Sends the requests and returns the outcome of each. */
    List<CheckResult> run() {
        Optional<InstanceFacts> instance = instance();
        instance.ifPresent(this::checkInstance);
        if (lag.sources().contains(LagSource.CLOUD_EYE)) {
            dms.cloudEye().ifPresent(this::checkCloudEye);
        }
        return results;
    }

    /** An instance to ask about, if possible one with Smart Connect. */
    private Optional<InstanceFacts> instance() {
        if (!target.instances().isEmpty()) {
            String id = target.instances().get(0);
            return ask(CloudOperation.SHOW_INSTANCE, scope -> dms.showInstance(id, scope), TargetCheck::name);
        }
        return ask(
                        CloudOperation.LIST_INSTANCES,
                        dms::listInstances,
                        found -> found.isEmpty() ? "the project has no Kafka instance" : count(found, "instance"))
                .flatMap(found -> found.stream().max(Comparator.comparing(TargetCheck::hasConnector)));
    }

    private void checkInstance(InstanceFacts instance) {
        String id = instance.id();
        List<Task> tasks = ask(
                        CloudOperation.LIST_TASKS,
                        scope -> dms.listTasks(id, scope),
                        listing -> count(listing.tasks(), "task") + " of " + name(instance),
                        failure -> NotFoundCodes.ofSmartConnect(failure, instance))
                .map(TaskListing::tasks)
                .orElse(List.of());
        checkDumps(instance, tasks);
        if (lag.sources().contains(LagSource.CONSUMER_GROUP)) {
            checkGroups(id, dms.kafka());
        }
        if (!lag.retentionInterval().isZero()) {
            checkTopics(id, dms.kafka());
        }
    }

    private void checkDumps(InstanceFacts instance, List<Task> tasks) {
        String connector = instance.connectorId();
        if (connector.isEmpty()) {
            boolean isOff = instance.connectorEnabled().equals(Optional.of(false));
            add(
                    CloudOperation.LIST_DUMP_TASKS,
                    CheckStatus.NONE,
                    isOff
                            ? "Smart Connect is off in " + name(instance)
                            : "the cloud names no connector of " + name(instance) + ", so it has no dump API");
            return;
        }
        Optional<TaskListing> dumps = ask(
                CloudOperation.LIST_DUMP_TASKS,
                scope -> dms.listDumpTasks(connector, scope),
                listing -> count(listing.tasks(), "dump task") + " of " + name(instance),
                NotFoundCodes::ofDump);
        if (lag.sources().contains(LagSource.DUMP)) {
            Optional<String> id = ListingMerge.merge(
                            tasks, dumps.map(TaskListing::tasks).orElse(List.of()))
                    .stream()
                    .filter(ListingMerge.Merged::mayHaveDetail)
                    .max(Comparator.comparing(task -> task.dumpId().isPresent()))
                    .map(ListingMerge.Merged::detailId);
            checkOne(
                    CloudOperation.SHOW_DUMP_TASK,
                    id,
                    "dump task",
                    (one, scope) -> dms.showDumpTask(connector, one, scope),
                    NotFoundCodes::ofDump);
        }
    }

    private void checkGroups(String instanceId, KafkaResources kafka) {
        Optional<String> group = ask(
                        CloudOperation.LIST_GROUPS,
                        scope -> kafka.listGroups(instanceId, "", scope),
                        groups -> count(groups, "consumer group"),
                        CloudFailure::isMissingApi)
                .flatMap(groups -> groups.stream().findFirst());
        checkOne(
                CloudOperation.SHOW_GROUP,
                group,
                "consumer group",
                (one, scope) -> kafka.showGroup(instanceId, one, scope),
                failure -> failure.reason() == FailureReason.NOT_FOUND);
    }

    private void checkTopics(String instanceId, KafkaResources kafka) {
        Optional<String> topic = ask(
                        CloudOperation.LIST_TOPICS,
                        scope -> kafka.listTopics(instanceId, scope),
                        topics -> count(topics, "topic"),
                        CloudFailure::isMissingApi)
                .flatMap(topics -> topics.stream().map(TopicRetention::topic).findFirst());
        checkOne(
                CloudOperation.LIST_PARTITIONS,
                topic,
                "topic",
                (one, scope) -> kafka.listStartOffsets(instanceId, one, scope),
                failure -> failure.reason() == FailureReason.NOT_FOUND);
    }

    private void checkCloudEye(CloudEyeClient eye) {
        Instant now = Instant.now();
        Instant from = now.minus(Duration.ofMinutes(1));
        Set<TaskSeries> series = ask(
                        CloudOperation.LIST_CLOUD_EYE_METRICS,
                        eye::listSeries,
                        found -> count(found, "task") + " with metrics",
                        CloudFailure::isMissingApi)
                .orElse(Set.of());
        ask(
                CloudOperation.QUERY_CLOUD_EYE,
                scope -> eye.queryAll(from, now, scope)
                        .<Collection<?>>map(points -> points)
                        .recover(thrown -> {
                            boolean isOlder =
                                    CloudFailure.from(thrown).reason() == FailureReason.NOT_FOUND && !series.isEmpty();
                            return isOlder
                                    ? eye.query(series, from, now, scope).map(answer -> answer.points())
                                    : Future.failedFuture(thrown);
                        }),
                points -> "the last minute of the replications",
                failure -> failure.reason() == FailureReason.NOT_FOUND);
        eye.close();
    }

    /** A request about one thing, by its id. */
    @FunctionalInterface
    private interface DetailRequest<T> {
        Future<T> send(String id, RequestContext scope);
    }

    private <T> void checkOne(
            CloudOperation operation,
            Optional<String> id,
            String kind,
            DetailRequest<T> request,
            Predicate<CloudFailure> isAbsence) {
        if (id.isEmpty()) {
            add(operation, CheckStatus.SKIPPED, "there is no " + kind + " to ask about");
            return;
        }
        ask(operation, scope -> request.send(id.get(), scope), answer -> kind + " " + SafeText.of(id.get()), isAbsence);
    }

    private <T> Optional<T> ask(CloudOperation operation, Request<T> request, Function<T, String> words) {
        return ask(operation, request, words, failure -> false);
    }

    private <T> Optional<T> ask(
            CloudOperation operation,
            Request<T> request,
            Function<T, String> words,
            Predicate<CloudFailure> isAbsence) {
        if (isOver) {
            add(operation, CheckStatus.SKIPPED, "an earlier request failed");
            return Optional.empty();
        }
        try {
            T answer = cloud.await(request::send);
            add(operation, CheckStatus.OK, words.apply(answer));
            return Optional.of(answer);
        } catch (CloudFailure failure) {
            fail(operation, failure, isAbsence.test(failure));
            return Optional.empty();
        }
    }

    private void fail(CloudOperation operation, CloudFailure failure, boolean isAbsence) {
        isOver = FINAL.contains(failure.reason());
        boolean isDenied = failure.reason() == FailureReason.DENIED;
        CheckStatus status = isAbsence ? CheckStatus.NONE : isDenied ? CheckStatus.DENIED : CheckStatus.FAILED;
        results.add(new CheckResult(
                operation,
                status,
                isDenied || isAbsence ? failure.getMessage() : failure.reason().label() + ": " + failure.getMessage(),
                isDenied ? operation.missingPermission() : Optional.empty()));
    }

    private void add(CloudOperation operation, CheckStatus status, String detail) {
        results.add(new CheckResult(operation, status, detail, Optional.empty()));
    }

    private static boolean hasConnector(InstanceFacts instance) {
        return !instance.connectorId().isEmpty();
    }

    private static String name(InstanceFacts instance) {
        return "instance " + SafeText.of(instance.name().isEmpty() ? instance.id() : instance.name());
    }

    /** The number of the things on the first page. */
    private static String count(Collection<?> things, String one) {
        return HumanReadable.count(things.size(), one);
    }
}
