package io.smartconnect.exporter.health;

import io.smartconnect.exporter.lag.Histories;
import io.smartconnect.exporter.snapshot.Age;
import io.smartconnect.exporter.snapshot.Api;
import io.smartconnect.exporter.snapshot.Health;
import io.smartconnect.exporter.snapshot.Judgement;
import io.smartconnect.exporter.snapshot.Movement;
import io.smartconnect.exporter.snapshot.Partition;
import io.smartconnect.exporter.snapshot.PartitionProgress;
import io.smartconnect.exporter.snapshot.Task;
import io.smartconnect.exporter.snapshot.TaskInfo;
import io.smartconnect.exporter.snapshot.TaskProgress;
import io.smartconnect.exporter.snapshot.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One task under watch, and the time of its polls. It runs, and is polled every minute, unless something else is said. */
final class Polled {

    static final String INSTANCE = "i-1";
    static final int WINDOW = HealthSettings.DEFAULT.windowPolls();

    private static final TaskInfo INFO = new TaskInfo("", "OBS_SINK", "orders", "", "", "", "", "");

    Histories histories = new Histories();
    TaskWatch watch;
    Instant now = Instant.parse("2026-03-01T00:00:00Z");
    Duration interval = Duration.ofMinutes(1);
    String name = "nightly";
    Optional<String> status = Optional.of("RUNNING");
    OptionalLong deliverSeconds = OptionalLong.empty();
    Task last = task(Optional.empty());
    long end;
    long transferred;

    Polled() {
        this(0);
    }

    /** With a lag that is allowed for tasks called {@link #name}. */
    Polled(long allowedLag) {
        AllowedLag allowed = new AllowedLag("prod", name, allowedLag);
        watch = new TaskWatch(INSTANCE, "prod", new HealthSettings(WINDOW, List.of(allowed)));
    }

    static Polled delivering(long seconds) {
        Polled polled = new Polled();
        polled.deliverSeconds = OptionalLong.of(seconds);
        return polled;
    }

    static Partition partition(long id, long end, long transferred) {
        return new Partition(
                id, Optional.of("RUNNING"), OptionalLong.of(end), OptionalLong.of(transferred), OptionalLong.empty());
    }

    static Partition withStatus(String status, long end, long transferred) {
        return new Partition(
                0, Optional.of(status), OptionalLong.of(end), OptionalLong.of(transferred), OptionalLong.empty());
    }

    static Partition unknown(long id) {
        return new Partition(
                id, Optional.of("RUNNING"), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    Task task(Optional<List<Topic>> topics) {
        return new Task(
                "t-1",
                name,
                Set.of(Api.SMART_CONNECT),
                status,
                Optional.empty(),
                deliverSeconds,
                OptionalLong.empty(),
                INFO,
                topics);
    }

    /** The next poll finds partition 0 so. */
    Judgement poll(long newEnd, long newTransferred) {
        end = newEnd;
        transferred = newTransferred;
        return poll(partition(0, newEnd, newTransferred));
    }

    /** So many polls, at each of which so many messages more have come and been transferred. */
    Judgement grows(int polls, long produced, long moved) {
        for (int i = 0; i < polls; i++) {
            poll(end + produced, transferred + moved);
        }
        return judgement();
    }

    /** The next poll finds these partitions of one topic. */
    Judgement poll(Partition... partitions) {
        now = now.plus(interval);
        return answer(partitions);
    }

    /** An answer arrives, without any time passing before it. */
    Judgement answer(Partition... partitions) {
        last = watch.observed(
                task(Optional.of(List.of(new Topic("orders", Arrays.asList(partitions))))), histories, now);
        return judgement();
    }

    /** So many polls find the same. */
    Judgement polls(int number, long sameEnd, long sameTransferred) {
        for (int i = 0; i < number; i++) {
            poll(sameEnd, sameTransferred);
        }
        return judgement();
    }

    /** A whole window of polls, each of which finds a hundred messages more, all of them transferred. */
    void runsWell(long from) {
        for (int i = 0; i < WINDOW; i++) {
            poll(from + 100L * i, from + 100L * i);
        }
    }

    TaskProgress progress() {
        return watch.progress(last);
    }

    Judgement judgement() {
        return progress().judgement();
    }

    Health health() {
        return judgement().health();
    }

    Movement movement() {
        return progress().movement().orElseThrow();
    }

    /** What is known of partition {@code index} of the only topic, beside its age. */
    PartitionProgress partition(int index) {
        return last.topics().orElseThrow().get(0).progress().get(index);
    }

    /** The age of what waits in partition {@code index} of the only topic. */
    Optional<Age> age(int index) {
        return last.topics().orElseThrow().get(0).partitions().get(index).age();
    }
}
