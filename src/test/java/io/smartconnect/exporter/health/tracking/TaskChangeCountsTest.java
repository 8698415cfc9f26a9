package io.smartconnect.exporter.health.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.health.Polled;
import io.smartconnect.exporter.log.LogCapture;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.task.ApiFamily;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TaskInfo;
import io.smartconnect.exporter.snapshot.task.TestTasks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TaskChangeCountsTest {

    private static final Set<ApiFamily> BOTH = Set.of(ApiFamily.SMART_CONNECT, ApiFamily.DUMP);

    private final TaskChangeCounts changes = new TaskChangeCounts("i-1");

    @AutoClose
    private final LogCapture log = new LogCapture(TaskChangeCounts.class);

    private static Task task(String status, Set<ApiFamily> apis, String topics, Map<String, String> configuration) {
        return TestTasks.task("t-1")
                .name("nightly")
                .apis(apis.toArray(ApiFamily[]::new))
                .status(status.isEmpty() ? Optional.empty() : Optional.of(status))
                .info(new TaskInfo("", "", topics, "", "", "", "", ""))
                .build()
                .with(configuration);
    }

    private void status(String status) {
        changes.listed(task(status, BOTH, "", Map.of()));
    }

    private void configuration(Map<String, String> configuration) {
        configuration(BOTH, configuration);
    }

    private void configuration(Set<ApiFamily> apis, Map<String, String> configuration) {
        changes.listed(task("RUNNING", apis, "orders", configuration));
    }

    /** Level, message and all key-values but those that say which task it is. */
    private List<String> lines() {
        return log.events().stream()
                .map(event -> event.getLevel() + " " + event.getMessage() + " "
                        + event.getKeyValuePairs().stream()
                                .skip(3)
                                .map(pair -> pair.key + "=" + pair.value)
                                .collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void statusChange_isCountedAndLogged() {
        status("RUNNING");
        assertThat(changes.ofStatus()).isZero();
        status("PAUSED");
        status("PAUSED");
        status("RUNNING");

        assertThat(changes.ofStatus()).isEqualTo(2);
        assertThat(lines())
                .containsExactly(
                        "INFO task status changed from=RUNNING to=PAUSED",
                        "INFO task status changed from=PAUSED to=RUNNING");
        assertThat(log.events().get(0).getKeyValuePairs().subList(0, 3))
                .extracting(pair -> pair.key + "=" + pair.value)
                .containsExactly("instance_id=i-1", "task_id=t-1", "task_name=nightly");
    }

    @Test
    void statusThatIsUnknownForAWhile_hasNotChanged() {
        status("RUNNING");
        status("");
        status("RUNNING");
        status("");
        status("PAUSED");

        assertThat(changes.ofStatus()).isEqualTo(1);
    }

    @Test
    void configurationChange_isCountedOnce_andEachFieldIsLogged() {
        configuration(Map.of("a", "1", "b", "2", "c", "3"));
        configuration(Map.of("a", "1", "b", "2", "c", "3"));
        assertThat(changes.ofConfiguration()).isZero();
        configuration(Map.of("a", "1", "b", "20", "d", "4"));

        assertThat(changes.ofConfiguration()).isEqualTo(1);
        assertThat(lines())
                .containsExactly(
                        "INFO task configuration changed field=b from=2 to=20 changed_fields=3",
                        "INFO task configuration changed field=c from=3 to= changed_fields=3",
                        "INFO task configuration changed field=d from= to=4 changed_fields=3");
    }

    @Test
    void configurationThatIsUnknownForAWhile_hasNotChanged() {
        configuration(Map.of("a", "1"));
        configuration(Map.of());
        configuration(Map.of("a", "1"));

        assertThat(changes.ofConfiguration()).isZero();
    }

    @Test
    void configurations_areCompared_onlyBetweenTheSameListings() {
        configuration(BOTH, Map.of("a", "1", "b", "1"));
        configuration(Set.of(ApiFamily.DUMP), Map.of("a", "1"));
        configuration(BOTH, Map.of("a", "1", "b", "1"));
        assertThat(changes.ofConfiguration()).isZero();

        configuration(Set.of(ApiFamily.DUMP), Map.of("a", "2"));
        configuration(BOTH, Map.of("a", "2", "b", "1"));
        assertThat(changes.ofConfiguration()).isEqualTo(1);
    }

    @Test
    void topics_areCompared_evenIfTheConfigurationDoesNotHoldThem() {
        changes.listed(task("RUNNING", BOTH, "orders", Map.of("a", "1")));
        changes.listed(task("RUNNING", BOTH, "orders,parcels", Map.of("a", "1")));

        assertThat(lines())
                .containsExactly(
                        "INFO task configuration changed field=topics from=orders to=orders,parcels changed_fields=1");
    }

    @Test
    void log_isBounded_howeverMuchChanges() {
        configuration(many("x"));
        configuration(many("y"));

        assertThat(changes.ofConfiguration()).isEqualTo(1);
        assertThat(lines()).hasSize(10).allSatisfy(line -> assertThat(line).hasSizeLessThan(700));
    }

    private static Map<String, String> many(String value) {
        return IntStream.range(0, 50)
                .boxed()
                .collect(Collectors.toMap(field -> "f" + field, field -> value.repeat(5_000)));
    }

    @Test
    void health_isLogged_whenItComesIntoABadState_orOutOfOne() {
        for (Health health : List.of(
                Health.UNKNOWN,
                Health.OK,
                Health.STALLED,
                Health.STALLED,
                Health.WARN,
                Health.OK,
                Health.PAUSED,
                Health.OK)) {
            changes.judged(task("RUNNING", BOTH, "", Map.of()), new HealthJudgement(health, "because"));
        }

        assertThat(lines())
                .containsExactly(
                        "WARN task health changed from=ok to=stalled reason=because",
                        "WARN task health changed from=stalled to=warn reason=because",
                        "INFO task health changed from=warn to=ok reason=because");
    }

    @Test
    void watch_countsAChangeOfStatus_thatOnlyTheListingsShow() {
        Polled polled = new Polled();
        polled.watch.listed(polled.task(Optional.empty()), polled.now);
        polled.status = Optional.of("PAUSED");
        polled.watch.listed(polled.task(Optional.empty()), polled.now);

        assertThat(polled.progress().statusChanges()).isOne();
        assertThat(lines()).containsExactly("INFO task status changed from=RUNNING to=PAUSED");
    }

    @Test
    void watch_tellsAFailedStatus_whicheverAnswerBringsIt() {
        Polled polled = new Polled();
        polled.runsWell(100);
        polled.status = Optional.of("BROKEN");
        polled.watch.listed(polled.task(Optional.empty()), polled.now);
        assertThat(lines()).hasSize(1);
        polled.poll(100, 100);

        assertThat(lines())
                .containsExactly(
                        "WARN task health changed from=ok to=failed reason=the cloud reports the status BROKEN,"
                                + " which is not a known good one");
    }
}
