package io.smartconnect.exporter.poll;

import io.smartconnect.exporter.cloud.dms.DmsClient;
import io.smartconnect.exporter.cloud.dms.InstanceFacts;
import io.smartconnect.exporter.cloud.dms.TaskListing;
import io.smartconnect.exporter.cloud.gate.RequestContext;
import io.smartconnect.exporter.snapshot.task.Task;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A cloud that says what a test tells it to say, and counts what it is asked. Until told otherwise there are no
 * instances, no tasks and no details.
 */
public final class FakeDms implements DmsClient {

    /** One thing that can be asked, and what is replied from now on. */
    public static final class Question<T> {

        private Supplier<Future<T>> reply;
        private int asked;

        private Question(Future<T> reply) {
            this.reply = () -> reply;
        }

        public void answers(T answer) {
            reply = () -> Future.succeededFuture(answer);
        }

        public void fails(Throwable failure) {
            reply = () -> Future.failedFuture(failure);
        }

        /** No answer until the test gives one. */
        public Promise<T> hangs() {
            Promise<T> later = Promise.promise();
            reply = later::future;
            return later;
        }

        /** Breaks the promise that what goes wrong is in the future. */
        public void breaks(RuntimeException surprise) {
            reply = () -> {
                throw surprise;
            };
        }

        public void does(Supplier<Future<T>> anything) {
            reply = anything;
        }

        public int asked() {
            return asked;
        }

        private Future<T> ask() {
            asked++;
            return reply.get();
        }
    }

    private final Question<List<InstanceFacts>> instances = new Question<>(Future.succeededFuture(List.of()));
    private final Map<String, Question<InstanceFacts>> facts = new HashMap<>();
    private final Map<String, Question<TaskListing>> tasks = new HashMap<>();
    private final Map<String, Question<TaskListing>> dumps = new HashMap<>();
    private final Map<String, Question<Task>> details = new HashMap<>();
    private int taskDetails;

    public Question<List<InstanceFacts>> instances() {
        return instances;
    }

    public Question<InstanceFacts> facts(String instance) {
        return facts.computeIfAbsent(
                instance, first -> new Question<>(Future.failedFuture(Failure.answer(404, "DMS.00404022"))));
    }

    public Question<TaskListing> tasks(String instance) {
        return tasks.computeIfAbsent(instance, first -> new Question<>(Future.succeededFuture(CloudSamples.listing())));
    }

    public Question<TaskListing> dumps(String connector) {
        return dumps.computeIfAbsent(
                connector, first -> new Question<>(Future.succeededFuture(CloudSamples.listing())));
    }

    public Question<Task> detail(String connector, String task) {
        return details.computeIfAbsent(
                connector + "/" + task,
                first -> new Question<>(Future.failedFuture(Failure.answer(404, "DMS.00404026"))));
    }

    /** How often {@code show_task} was asked, which a poll never does. */
    public int taskDetails() {
        return taskDetails;
    }

    /** How often any detail of a dump task was asked. */
    public int detailsAsked() {
        return details.values().stream().mapToInt(Question::asked).sum();
    }

    @Override
    public Future<List<InstanceFacts>> listInstances(RequestContext scope) {
        return instances.ask();
    }

    @Override
    public Future<InstanceFacts> showInstance(String instanceId, RequestContext scope) {
        return facts(instanceId).ask();
    }

    @Override
    public Future<TaskListing> listTasks(String instanceId, RequestContext scope) {
        return tasks(instanceId).ask();
    }

    @Override
    public Future<Task> showTask(String instanceId, String taskId, RequestContext scope) {
        taskDetails++;
        return Future.failedFuture(Failure.answer(404, "DMS.00404026"));
    }

    @Override
    public Future<TaskListing> listDumpTasks(String connectorId, RequestContext scope) {
        return dumps(connectorId).ask();
    }

    @Override
    public Future<Task> showDumpTask(String connectorId, String taskId, RequestContext scope) {
        return detail(connectorId, taskId).ask();
    }

    @Override
    public int concurrency() {
        return 4;
    }

    @Override
    public double maxRate() {
        return 10;
    }

    @Override
    public double allowedRate() {
        return 10;
    }

    @Override
    public Optional<Instant> credentialExpiry() {
        return Optional.empty();
    }
}
