package io.smartconnect.exporter.snapshot.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.progress.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskTest {

    private static final Instant CREATED = Instant.ofEpochMilli(1);
    private static final TaskInfo NOTHING = new TaskInfo("", "", "", "", "", "", "", "");
    private static final TaskInfo OWN = info("own", "own topics", "");
    private static final TaskInfo OTHER = info("other", "other topics", "other.*");
    private static final List<Topic> PROGRESS = List.of(new Topic("orders", List.of()));

    /** All that Smart Connect may say. */
    private static final Task FULL = task("s", "own", ApiFamily.SMART_CONNECT, "RUNNING", CREATED, 60, 2, OWN);

    /** All that the dump API may say, and more. */
    private static final Task OTHER_FULL =
            task("d", "other", ApiFamily.DUMP, "PAUSED", CREATED.plusSeconds(1), 300, 4, OTHER);

    private static final Task EMPTY = TestTasks.task("s").build();

    private static TaskInfo info(String word, String topics, String pattern) {
        return new TaskInfo(word, word, topics, pattern, word, word, word, word);
    }

    private static Task task(
            String id,
            String name,
            ApiFamily api,
            String status,
            Instant created,
            long deliver,
            long workers,
            TaskInfo info) {
        return TestTasks.task(id)
                .name(name)
                .apis(api)
                .status(status)
                .created(created)
                .deliverInterval(deliver)
                .workers(workers)
                .info(info)
                .build();
    }

    private static Task withTopics(Task task, Optional<List<Topic>> topics) {
        return TestTasks.like(task).topics(topics).build();
    }

    @Test
    void completedTask_keepsWhatItSays() {
        Task completed = FULL.completedBy(OTHER_FULL);

        assertThat(completed).usingRecursiveComparison().ignoringFields("apis").isEqualTo(FULL);
        assertThat(completed.apis()).containsExactlyInAnyOrder(ApiFamily.SMART_CONNECT, ApiFamily.DUMP);
    }

    @Test
    void completedTask_takesWhatItDoesNotSayFromTheOther_butItsId() {
        Task completed = EMPTY.completedBy(OTHER_FULL);

        assertThat(completed.id()).isEqualTo("s");
        assertThat(completed)
                .usingRecursiveComparison()
                .ignoringFields("id", "apis")
                .isEqualTo(OTHER_FULL);
    }

    @Test
    void topicsPattern_isAsGoodAsTheirNames() {
        TaskInfo pattern = info("own", "", "own.*");

        TaskInfo completed = pattern.completedBy(OTHER);

        assertThat(completed.topics()).isEmpty();
        assertThat(completed.topicsRegex()).isEqualTo("own.*");
    }

    @Test
    void topicsAndPattern_comeFromTheSameSide() {
        assertThat(NOTHING.completedBy(OTHER)).isEqualTo(OTHER);
        assertThat(OWN.completedBy(OTHER)).isEqualTo(OWN);
    }

    @Test
    void taskWithDetail_hasItsProgressAndDeliverInterval() {
        Task detail = withTopics(OTHER_FULL, Optional.of(PROGRESS));

        Task known = FULL.withDetail(detail);

        assertThat(known.topics()).contains(PROGRESS);
        assertThat(known.lagSource()).contains(LagSource.DUMP);
        assertThat(known.deliverIntervalSeconds()).hasValue(300);
        assertThat(known)
                .usingRecursiveComparison()
                .ignoringFields("topics", "lagSource", "deliverIntervalSeconds")
                .isEqualTo(FULL);
    }

    @Test
    void taskWithDetail_takesFromItWhatNoListingSays_butNamesItAsTheListingsDo() {
        Task known = EMPTY.withDetail(withTopics(OTHER_FULL, Optional.of(PROGRESS)));

        assertThat(known.name()).isEqualTo("other");
        assertThat(known.status()).contains("PAUSED");
        assertThat(known.info()).isEqualTo(OTHER);
        assertThat(known.id()).isEqualTo("s");
        assertThat(known.apis()).containsExactly(ApiFamily.SMART_CONNECT);
    }

    @Test
    void taskWithDetail_keepsItsDeliverInterval_whenTheDetailSaysNone() {
        Task detail = withTopics(EMPTY, Optional.of(List.of()));

        Task known = FULL.withDetail(detail);

        assertThat(known.deliverIntervalSeconds()).hasValue(60);
        assertThat(known.topics()).contains(List.of());
    }
}
