package io.smartconnect.exporter.snapshot.task;

import io.smartconnect.exporter.snapshot.progress.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A builder of tasks for tests. By default, a task is in the Smart Connect listing, and all its other fields are empty. */
public final class TestTasks {

    public static final TaskInfo NO_INFO = new TaskInfo("", "", "", "", "", "", "", "");

    private final String id;
    private String name = "";
    private Set<ApiFamily> apis = Set.of(ApiFamily.SMART_CONNECT);
    private Optional<String> status = Optional.empty();
    private Optional<Instant> created = Optional.empty();
    private OptionalLong deliverIntervalSeconds = OptionalLong.empty();
    private OptionalLong workers = OptionalLong.empty();
    private TaskInfo info = NO_INFO;
    private Optional<LagSource> lagSource = Optional.empty();
    private Optional<List<Topic>> topics = Optional.empty();
    private Optional<CloudEyeReading> cloudEye = Optional.empty();
    private Map<String, String> configuration = Map.of();
    private Optional<TaskProgress> progress = Optional.empty();

    private TestTasks(String id) {
        this.id = id;
    }

    public static TestTasks task(String id) {
        return new TestTasks(id);
    }

    public static TestTasks like(Task task) {
        TestTasks copy = task(task.id())
                .name(task.name())
                .status(task.status())
                .created(task.created())
                .deliverInterval(task.deliverIntervalSeconds())
                .workers(task.workers())
                .info(task.info())
                .topics(task.topics());
        copy.apis = task.apis();
        copy.lagSource = task.lagSource();
        copy.cloudEye = task.cloudEye();
        copy.configuration = task.configuration();
        copy.progress = task.progress();
        return copy;
    }

    public TestTasks name(String text) {
        name = text;
        return this;
    }

    public TestTasks apis(ApiFamily... families) {
        apis = Set.of(families);
        return this;
    }

    public TestTasks status(String text) {
        return status(Optional.of(text));
    }

    public TestTasks status(Optional<String> text) {
        status = text;
        return this;
    }

    public TestTasks created(Instant time) {
        return created(Optional.of(time));
    }

    public TestTasks created(Optional<Instant> time) {
        created = time;
        return this;
    }

    public TestTasks deliverInterval(long seconds) {
        return deliverInterval(OptionalLong.of(seconds));
    }

    public TestTasks deliverInterval(OptionalLong seconds) {
        deliverIntervalSeconds = seconds;
        return this;
    }

    public TestTasks workers(long number) {
        return workers(OptionalLong.of(number));
    }

    public TestTasks workers(OptionalLong number) {
        workers = number;
        return this;
    }

    public TestTasks info(TaskInfo facts) {
        info = facts;
        return this;
    }

    /** Topics of a task with a detail, even if there are none. */
    public TestTasks topics(Topic... each) {
        return topics(Optional.of(List.of(each)));
    }

    public TestTasks topics(Optional<List<Topic>> all) {
        topics = all;
        lagSource = all.map(known -> LagSource.DUMP);
        return this;
    }

    /** The source of the topics, if it is not the dump API. */
    public TestTasks lagSource(LagSource source) {
        lagSource = Optional.of(source);
        return this;
    }

    /** Values of a task in Cloud Eye. */
    public TestTasks cloudEye(CloudEyeReading reading) {
        cloudEye = Optional.of(reading);
        return lagSource(LagSource.CLOUD_EYE);
    }

    public Task build() {
        return new Task(
                id,
                name,
                apis,
                status,
                created,
                deliverIntervalSeconds,
                workers,
                info,
                lagSource,
                topics,
                cloudEye,
                configuration,
                progress);
    }
}
