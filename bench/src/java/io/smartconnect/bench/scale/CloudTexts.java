package io.smartconnect.bench.scale;

import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The JSON of a cloud, computed from the numbers of its instances, tasks and partitions, and the time. It has the simulator's fields. */
final class CloudTexts {

    private static final long CREATED = 1_700_000_000_000L;
    private static final long DELIVER_SECONDS = 300;

    private static final String INSTANCE =
            """
            {"name":"kafka-%d","engine":"kafka","port":9092,"status":"RUNNING","type":"cluster",\
            "specification":"kafka.2u4g.cluster.small * 3 broker","engine_version":"2.7",\
            "connect_address":"192.168.0.10,192.168.0.11,192.168.0.12","instance_id":"%s","resource_spec_code":"",\
            "charging_mode":1,"vpc_id":"5e6ba4a4-2f5f-4d0f-9a6d-3dd1b9ce4a16","vpc_name":"vpc-kafka",\
            "created_at":"1700000000000","product_id":"s6.2u4g.cluster.small",\
            "security_group_id":"c2d5ef9b-19be-4f1c-9d0b-9bbd7a0c7a87","available_zones":["eu-west-101a","eu-west-101b"],\
            "total_storage_space":600,"used_storage_space":25,"storage_space":492,"partition_num":"300","node_num":3,\
            "broker_num":3,"enterprise_project_id":"0","retention_policy":"time_base","ces_version":"linux",\
            "cross_vpc_info":"{}","support_features":"kafka.new.pod.port","tags":[],\
            "connector_enable":true,"connector_id":"%s","connector_node_num":2}""";

    private static final String SINK =
            """
            "consumer_strategy":"earliest","destination_file_type":"TEXT","obs_bucket_name":"archive","obs_path":"%s",\
            "partition_format":"yyyy/MM/dd/HH/mm","record_delimiter":"\\n","deliver_time_interval":%d,\
            "obs_part_size":5242880,"flush_size":1000000,\
            "partitioner_class":"io.confluent.connect.storage.partitioner.TimeBasedPartitioner",\
            "value_converter":"org.apache.kafka.connect.converters.ByteArrayConverter",\
            "key_converter":"org.apache.kafka.connect.converters.ByteArrayConverter\"""";

    private static final String TASK =
            """
            {"task_name":"%1$s","topics":"%2$s","source_task":null,"source_type":"NONE","sink_task":{%3$s},\
            "sink_type":"OBS_SINK","id":"%4$s","status":"RUNNING","create_time":%5$d}""";

    private static final String DUMP =
            """
            {"task_id":"%s","task_name":"%s","destination_type":"OBS","create_time":%d,"status":"RUNNING","topics":"%s"}""";

    private static final String DETAIL =
            """
            {"task_name":"%s","destination_type":"OBS","create_time":%d,"status":"RUNNING","topics":"%s",\
            "obs_destination_descriptor":{%s},"topics_info":[{"topic":"%s","partitions":[%s]}]}""";

    private static final String PARTITION =
            """
            {"partition_id":"%d","status":"RUNNING","last_transfer_offset":"%d","log_end_offset":"%d","lag":"%d"}""";

    private static final String TOPIC =
            """
            {"policiesOnly":false,"name":"%s","replication":3,"partition":%d,"retention_time":72,"sync_replication":false,\
            "sync_message_flush":false,"external_configs":{},"topic_type":0,"topic_desc":""}""";

    private static final String START =
            """
            {"partition":%d,"start_offset":0,"last_offset":%d,"message_count":%d,"last_update_time":%d}""";

    private final CloudSize size;

    CloudTexts(CloudSize size) {
        this.size = size;
    }

    static String instanceId(int instance) {
        return id(instance, 0);
    }

    private static String connectorId(int instance) {
        return id(instance, 1);
    }

    private static String taskId(int instance, int task) {
        return id(instance, 2 + task);
    }

    private static String id(int instance, int thing) {
        return String.format(Locale.ROOT, "%08x-%04x-4000-8000-0123456789ab", instance, thing);
    }

    /** The number of the instance that has this id, or whose connector or task has it. */
    static int instanceOf(String id) {
        return Integer.parseInt(id.substring(0, 8), 16);
    }

    /** The number of the task with this id. */
    static int taskOf(String id) {
        return Integer.parseInt(id.substring(9, 13), 16) - 2;
    }

    /** The number of the task that reads this topic. */
    static int taskOfTopic(String topic) {
        return Integer.parseInt(topic.substring("topic-".length()));
    }

    String instances(int offset, int limit) {
        int end = Math.min(offset + limit, size.instances());
        String items = IntStream.range(offset, end)
                .mapToObj(i -> INSTANCE.formatted(i, instanceId(i), connectorId(i)))
                .collect(Collectors.joining(","));
        return "{\"instances\":[%s],\"instance_num\":%d}".formatted(items, size.instances());
    }

    String tasks(int instance) {
        return listing(task -> TASK.formatted(
                name(task), topic(task), sink(task), taskId(instance, task), CREATED));
    }

    String dumps(int instance) {
        return listing(task -> DUMP.formatted(taskId(instance, task), name(task), CREATED, topic(task)));
    }

    private String listing(IntFunction<String> item) {
        return "{\"tasks\":[%s],\"total_number\":%d,\"max_tasks\":18,\"quota_tasks\":18}"
                .formatted(joined(size.tasks(), item), size.tasks());
    }

    String detail(int task, long millis) {
        return DETAIL.formatted(
                name(task), CREATED, topic(task), sink(task), topic(task), joined(size.partitions(), partition -> {
                    long end = end(task, millis);
                    long lag = messagesPerSecond(task) * (1 + task);
                    return PARTITION.formatted(partition, end - lag, end, lag);
                }));
    }

    String topics() {
        return "{\"total\":%d,\"topics\":[%s]}"
                .formatted(size.tasks(), joined(size.tasks(), task -> TOPIC.formatted(topic(task), size.partitions())));
    }

    String partitions(int task, long millis) {
        return "{\"total\":%d,\"partitions\":[%s]}"
                .formatted(size.partitions(), joined(size.partitions(), partition -> {
                    long end = end(task, millis);
                    return START.formatted(partition, end, end, millis);
                }));
    }

    private static String joined(int items, IntFunction<String> item) {
        return IntStream.range(0, items).mapToObj(item).collect(Collectors.joining(","));
    }

    private static String name(int task) {
        return "archive-" + task;
    }

    private static String topic(int task) {
        return "topic-" + task;
    }

    private static String sink(int task) {
        return SINK.formatted(name(task), DELIVER_SECONDS);
    }

    private static long end(int task, long millis) {
        return messagesPerSecond(task) * (millis - CREATED) / 1_000;
    }

    private static long messagesPerSecond(int task) {
        return 10L + task;
    }
}
