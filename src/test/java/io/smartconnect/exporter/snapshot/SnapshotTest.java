package io.smartconnect.exporter.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.task.ApiFamily;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Optional<Boolean> UP = Optional.of(true);
    private static final Optional<Boolean> DOWN = Optional.of(false);
    private static final Optional<Boolean> UNPOLLED = Optional.empty();

    private static Target target(String name, Optional<Boolean> up) {
        return new Target(
                name,
                "http://127.0.0.1",
                up,
                0,
                FailureCounts.NONE,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Instance instance(String id, String target, Optional<Boolean> up) {
        return new Instance(
                new InstanceInfo(id, "", target, "", "", "", ""),
                up,
                Optional.empty(),
                Optional.empty(),
                0,
                FailureCounts.NONE,
                Optional.empty(),
                Map.of(),
                false,
                List.of(),
                Map.of(),
                0);
    }

    private static Snapshot snapshot(List<Target> targets, Instance... instances) {
        return new Snapshot(NOON, targets, List.of(instances));
    }

    @Test
    void everythingIsUp_whenEachTargetAndInstanceIs() {
        List<Target> up = List.of(target("a", UP));

        assertThat(snapshot(up).isAllUp()).isTrue();
        assertThat(snapshot(up, instance("i", "a", UP)).isAllUp()).isTrue();
        assertThat(snapshot(up, instance("i", "a", UP), instance("j", "a", DOWN))
                        .isAllUp())
                .isFalse();
        assertThat(snapshot(up, instance("i", "a", UNPOLLED)).isAllUp()).isFalse();
    }

    @Test
    void notEverythingIsUp_whenOneTargetIsNot() {
        assertThat(snapshot(List.of(target("a", UP), target("b", DOWN))).isAllUp())
                .isFalse();
        assertThat(snapshot(List.of(target("a", UNPOLLED))).isAllUp()).isFalse();
    }

    @Test
    void target_isUnpolled_beforeItsFirstAnswerOrFailure() {
        List<Target> targets = List.of(target("a", UP), target("b", DOWN), target("c", UNPOLLED));

        assertThat(snapshot(targets).unpolledTargets()).containsExactly("c");
    }

    @Test
    void target_isUnpolled_untilEachOfItsInstancesHasBeenPolled() {
        List<Target> targets = List.of(target("a", UP), target("b", UP));

        assertThat(snapshot(targets, instance("i", "b", UNPOLLED), instance("j", "a", DOWN))
                        .unpolledTargets())
                .containsExactly("b");
    }

    @Test
    void snapshots_knowTheSame_whenOnlyTheirTimeDiffers() {
        Snapshot one = snapshot(List.of(target("a", UP)), instance("i", "a", UP));
        Snapshot later = new Snapshot(NOON.plusSeconds(9), one.targets(), List.of(instance("i", "a", UP)));

        assertThat(one.knowsTheSameAs(later)).isTrue();
        assertThat(one.knowsTheSameAs(snapshot(List.of(target("a", DOWN)), instance("i", "a", UP))))
                .isFalse();
        assertThat(one.knowsTheSameAs(snapshot(List.of(target("a", UP))))).isFalse();
    }

    @Test
    void emptySnapshot_knowsNothing() {
        assertThat(Snapshot.empty(NOON)).isEqualTo(snapshot(List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void reason_isOneLowerCaseWord(FailureReason reason) {
        assertThat(reason.label()).matches("[a-z]+(_[a-z]+)?");
    }

    @Test
    void apis_haveTheirLabels() {
        assertThat(ApiFamily.SMART_CONNECT.label()).isEqualTo("smart_connect");
        assertThat(ApiFamily.DUMP.label()).isEqualTo("dump");
    }
}
