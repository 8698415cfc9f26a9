package io.smartconnect.simulator.oracle;

import static java.util.stream.Collectors.toSet;

import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.SimulatorClient;
import io.smartconnect.simulator.TurnableClock;
import io.smartconnect.simulator.model.ActualPartitionState;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** An OBS dump of a simulator of its own, seen through the simulated API. A message is produced in a minute. */
final class SimulatedSink implements Sink {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration RETENTION = Duration.ofHours(1);
    private static final String INSTANCE = "aaaaaaaa-0000-0000-0000-000000000001";
    private static final String TASK = "cccccccc-0000-0000-0000-000000000001";

    /** The times of the messages, in milliseconds since the start. */
    private final List<Long> messages = new CopyOnWriteArrayList<>();

    private final TurnableClock clock = new TurnableClock(START);
    private final String name;
    private final Simulator simulator;
    private final SimulatorClient client;

    /** A dump that runs. */
    SimulatedSink(String name) {
        this.name = name;
        SimulatedProduction produced =
                millis -> messages.stream().filter(time -> time <= millis).count();
        simulator = Simulator.start(
                Scenario.builder()
                        .instance(
                                INSTANCE,
                                instance -> instance.obs(
                                        TASK,
                                        name,
                                        task -> task.topic(
                                                name,
                                                topic -> topic.retention(RETENTION)
                                                        .partition(0, produced, SimulatedTransfer.behind(Duration.ZERO))
                                                        .partition(
                                                                1,
                                                                SimulatedProduction.idle(),
                                                                SimulatedTransfer.behind(Duration.ZERO)))))
                        .build(),
                clock);
        client = new SimulatorClient(simulator);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void produce(int count) {
        for (int i = 0; i < count; i++) {
            clock.advance(Duration.ofMinutes(1));
            messages.add(Duration.between(START, clock.instant()).toMillis());
        }
    }

    @Override
    public void expireBefore(long offset) {
        clock.set(START.plusMillis(messages.get(Math.toIntExact(offset - 1))).plus(RETENTION));
    }

    @Override
    public void pause() {
        simulator.pauseTask(INSTANCE, TASK);
    }

    /** Pauses: Smart Connect has nothing else. */
    @Override
    public void stop() {
        pause();
    }

    @Override
    public void resume() {
        simulator.resumeTask(INSTANCE, TASK);
        letTimePass();
    }

    /** Restarts the task, which takes some seconds. */
    void restart() {
        simulator.restartTask(INSTANCE, TASK);
    }

    void letTimePass() {
        clock.advance(Duration.ofSeconds(1));
    }

    @Override
    public int transferredMessages() {
        ActualPartitionState truth = simulator.truth(INSTANCE, TASK, name, 0);
        return Math.toIntExact(truth.transferredOffset() - truth.expired());
    }

    /** Its status in the Smart Connect API. */
    String status() {
        return client.json("/instances/" + INSTANCE + "/connector/tasks/" + TASK)
                .getString("status");
    }

    @Override
    public Set<String> groupNames() {
        return client.json("/instances/" + INSTANCE + "/groups").getJsonArray("groups").stream()
                .map(group -> ((JsonObject) group).getString("group_id"))
                .collect(toSet());
    }

    @Override
    public Optional<Group> group(String groupName) {
        return shown(groupName)
                .map(group -> new Group(
                        group.getString("state"), group.getJsonArray("members").size()));
    }

    @Override
    public Offsets offsets(String groupName, int partition) {
        JsonObject log = client
                .json("/kafka/instances/" + INSTANCE + "/topics/" + name + "/partitions")
                .getJsonArray("partitions")
                .stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getInteger("partition") == partition)
                .findFirst()
                .orElseThrow();
        Optional<Long> committed = shown(groupName).stream()
                .flatMap(group -> group.getJsonArray("group_message_offsets").stream())
                .map(JsonObject.class::cast)
                .filter(row -> row.getInteger("partition") == partition)
                .map(row -> row.getLong("message_current_offset"))
                .findFirst();
        return new Offsets(log.getLong("start_offset"), committed, log.getLong("last_offset"));
    }

    private Optional<JsonObject> shown(String groupName) {
        HttpResponse<String> response = client.get("/instances/" + INSTANCE + "/management/groups/" + groupName);
        return response.statusCode() == 404
                ? Optional.empty()
                : Optional.of(new JsonObject(response.body()).getJsonObject("group"));
    }

    @Override
    public void close() {
        simulator.close();
    }
}
