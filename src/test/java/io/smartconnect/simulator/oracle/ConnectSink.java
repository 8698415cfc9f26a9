package io.smartconnect.simulator.oracle;

import static io.smartconnect.simulator.oracle.KafkaConnect.PATIENCE;
import static io.smartconnect.simulator.oracle.KafkaConnect.result;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** A connector with one task that appends each message to a file. */
final class ConnectSink implements Sink {

    private final KafkaConnect connect;
    private final String name;
    private final JsonObject configuration;

    /** A connector that runs, with these settings besides those of every one. */
    ConnectSink(KafkaConnect connect, String name, Map<String, String> settings) {
        this.connect = connect;
        this.name = name;
        configuration = new JsonObject()
                .put("connector.class", "FileStreamSink")
                .put("tasks.max", "1")
                .put("topics", name)
                .put("file", connect.output(name).toString());
        settings.forEach(configuration::put);
        done(connect.admin()
                .createTopics(List.of(new NewTopic(name, 2, (short) 1)))
                .all());
        create();
    }

    /** Creates the connector with its configuration, and returns once its task runs. */
    void create() {
        request("PUT", "/config", configuration);
        awaitState("RUNNING");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void produce(int messages) {
        List<Future<RecordMetadata>> sent =
                Stream.generate(() -> send("1")).limit(messages).toList();
        sent.forEach(ConnectSink::done);
    }

    /** Appends a message with this text to the first partition. */
    void produce(String text) {
        done(send(text));
    }

    @Override
    public void expireBefore(long offset) {
        done(connect.admin()
                .deleteRecords(Map.of(partition(0), RecordsToDelete.beforeOffset(offset)))
                .all());
    }

    @Override
    public void pause() {
        request("PUT", "/pause", new JsonObject());
        awaitState("PAUSED");
    }

    @Override
    public void resume() {
        request("PUT", "/resume", new JsonObject());
        awaitState("RUNNING");
    }

    /** Restarts the connector and its task, and returns once another member has taken the place of the former one. */
    void restart() {
        List<String> before = members();
        request("POST", "/restart?includeTasks=true", new JsonObject());
        await("another member").atMost(PATIENCE).until(this::members, now -> now.size() == 1 && !now.equals(before));
    }

    /** Ends the connector's task, and returns once it has left the group. */
    @Override
    public void stop() {
        request("PUT", "/stop", new JsonObject());
        await("no member").atMost(PATIENCE).until(() -> members().isEmpty());
    }

    /** Sets the offset of the first partition; the connector must be stopped. */
    void alterOffset(long offset) {
        request(
                "PATCH",
                "/offsets",
                new JsonObject()
                        .put(
                                "offsets",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put(
                                                        "partition",
                                                        new JsonObject()
                                                                .put("kafka_topic", name)
                                                                .put("kafka_partition", 0))
                                                .put("offset", new JsonObject().put("kafka_offset", offset)))));
    }

    /** Resets all its offsets; the connector must be stopped. */
    void resetOffsets() {
        request("DELETE", "/offsets", new JsonObject());
    }

    /** Deletes the connector, and returns once its task has left the group. */
    void delete() {
        close();
        await("no member").atMost(PATIENCE).until(() -> members().isEmpty());
    }

    @Override
    public int transferredMessages() {
        try {
            return Files.readAllLines(connect.output(name), UTF_8).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Set<String> groupNames() {
        return done(connect.admin().listGroups().all()).stream()
                .map(GroupListing::groupId)
                .collect(toSet());
    }

    @Override
    public Optional<Group> group(String groupName) {
        return description(groupName)
                .map(group ->
                        new Group(group.groupState().name(), group.members().size()));
    }

    @Override
    public Offsets offsets(String groupName, int partition) {
        TopicPartition id = partition(partition);
        Map<TopicPartition, OffsetAndMetadata> committed =
                done(connect.admin().listConsumerGroupOffsets(groupName).partitionsToOffsetAndMetadata());
        return new Offsets(
                offset(id, OffsetSpec.earliest()),
                Optional.ofNullable(committed.get(id)).map(OffsetAndMetadata::offset),
                offset(id, OffsetSpec.latest()));
    }

    /** Deletes the connector, so that it costs no more time. */
    @Override
    public void close() {
        request("DELETE", "", new JsonObject());
    }

    private Future<RecordMetadata> send(String text) {
        return connect.producer().send(new ProducerRecord<>(name, 0, "", text));
    }

    private long offset(TopicPartition id, OffsetSpec which) {
        return done(connect.admin().listOffsets(Map.of(id, which)).partitionResult(id))
                .offset();
    }

    private List<String> members() {
        return description(groupName()).stream()
                .flatMap(group -> group.members().stream())
                .map(member -> member.consumerId())
                .toList();
    }

    private Optional<ConsumerGroupDescription> description(String groupName) {
        try {
            return Optional.of(result(connect.admin()
                    .describeConsumerGroups(List.of(groupName))
                    .describedGroups()
                    .get(groupName)));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Optional.empty();
            }
            throw new IllegalStateException(e);
        }
    }

    private void awaitState(String state) {
        awaitStates(state, state);
    }

    /** Returns once the connector and its task have these states. */
    void awaitStates(String connector, String task) {
        await(name).atMost(PATIENCE).untilAsserted(() -> assertThat(states()).containsExactly(connector, task));
    }

    /** The states of the connector and of its tasks. */
    private List<String> states() {
        JsonObject status = new JsonObject(request("GET", "/status", new JsonObject()));
        return Stream.concat(
                        Stream.of(status.getJsonObject("connector")),
                        status.getJsonArray("tasks").stream().map(JsonObject.class::cast))
                .map(each -> each.getString("state"))
                .toList();
    }

    private String request(String method, String path, JsonObject body) {
        return connect.request(method, "/connectors/" + name + path, body);
    }

    private TopicPartition partition(int partition) {
        return new TopicPartition(name, partition);
    }

    private static <T> T done(Future<T> future) {
        try {
            return result(future);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
