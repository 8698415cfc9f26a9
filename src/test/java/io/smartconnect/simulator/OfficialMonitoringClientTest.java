package io.smartconnect.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.huaweicloud.sdk.ces.v1.CesClient;
import com.huaweicloud.sdk.ces.v1.model.BatchListMetricDataRequest;
import com.huaweicloud.sdk.ces.v1.model.BatchListMetricDataRequestBody;
import com.huaweicloud.sdk.ces.v1.model.BatchMetricData;
import com.huaweicloud.sdk.ces.v1.model.DatapointForBatchMetric;
import com.huaweicloud.sdk.ces.v1.model.ListMetricsRequest;
import com.huaweicloud.sdk.ces.v1.model.ListMetricsResponse;
import com.huaweicloud.sdk.ces.v1.model.MetricInfo;
import com.huaweicloud.sdk.ces.v1.model.MetricInfoList;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ClientRequestException;
import com.huaweicloud.sdk.kafka.v2.KafkaClient;
import com.huaweicloud.sdk.kafka.v2.model.GroupInfoSimple;
import com.huaweicloud.sdk.kafka.v2.model.KafkaTopicPartitionResponsePartitions;
import com.huaweicloud.sdk.kafka.v2.model.ListInstanceConsumerGroupsRequest;
import com.huaweicloud.sdk.kafka.v2.model.ListInstanceTopicsRequest;
import com.huaweicloud.sdk.kafka.v2.model.ListTopicPartitionsRequest;
import com.huaweicloud.sdk.kafka.v2.model.ShowGroupsRequest;
import com.huaweicloud.sdk.kafka.v2.model.ShowGroupsRespGroupGroupMessageOffsets;
import com.huaweicloud.sdk.kafka.v2.model.TopicEntity;
import io.smartconnect.simulator.model.ActualPartitionState;
import io.smartconnect.simulator.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The cloud's own clients for Kafka and Cloud Eye read consumer groups, topics and metrics of the simulator. */
class OfficialMonitoringClientTest {

    private final Scenario scenario = Scenario.named("demo");
    private final Simulator simulator = Simulator.start(scenario);
    private final String instanceId = scenario.instanceIds().get(3);
    private final KafkaClient kafka = KafkaClient.newBuilder()
            .withCredential(credentials())
            .withEndpoints(List.of(simulator.url().toString()))
            .build();
    private final CesClient cloudEye = CesClient.newBuilder()
            .withCredential(credentials())
            .withEndpoints(List.of(simulator.url().toString()))
            .build();

    private BasicCredentials credentials() {
        return new BasicCredentials()
                .withAk(simulator.accessKey())
                .withSk(simulator.secretKey())
                .withProjectId(simulator.projectId());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void groups_areListedAndShown() {
        assertThat(kafka.listInstanceConsumerGroups(new ListInstanceConsumerGroupsRequest()
                                .withInstanceId(instanceId)
                                .withLimit("50")
                                .withGroup("connect-"))
                        .getGroups())
                .extracting(GroupInfoSimple::getGroupId)
                .containsExactly("connect-routes-archive", "connect-customs-archive", "connect-labels-archive");
        assertThat(kafka.showGroups(new ShowGroupsRequest()
                                .withInstanceId(instanceId)
                                .withGroup("connect-customs-archive"))
                        .getGroup()
                        .getGroupMessageOffsets())
                .extracting(ShowGroupsRespGroupGroupMessageOffsets::getMessageCurrentOffset)
                .containsOnly(transferred("customs"));
        assertThatThrownBy(() -> kafka.showGroups(
                        new ShowGroupsRequest().withInstanceId(instanceId).withGroup("nobody")))
                .isInstanceOfSatisfying(
                        ClientRequestException.class,
                        e -> assertThat(e.getHttpStatusCode()).isEqualTo(400));
    }

    private long transferred(String topic) {
        return simulator.truths().stream()
                .filter(truth -> truth.topic().equals(topic))
                .mapToLong(ActualPartitionState::transferredOffset)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void topics_areListedWithTheirPartitions() {
        assertThat(kafka.listInstanceTopics(new ListInstanceTopicsRequest().withInstanceId(instanceId))
                        .getTopics())
                .filteredOn(topic -> topic.getName().equals("customs"))
                .extracting(TopicEntity::getRetentionTime)
                .containsExactly(1);
        assertThat(kafka.listTopicPartitions(new ListTopicPartitionsRequest()
                                .withInstanceId(instanceId)
                                .withTopic("customs")
                                .withLimit(50))
                        .getPartitions())
                .extracting(KafkaTopicPartitionResponsePartitions::getPartition)
                .containsExactly(0, 1);
    }

    @Test
    void metrics_areListedInPages_andQueriedInABatch() {
        List<MetricInfoList> metrics = new ArrayList<>();
        ListMetricsRequest request = new ListMetricsRequest()
                .withNamespace("SYS.DMS")
                .withMetricName("kafka_wait_synchronize_data")
                .withDim0("kafka_instance_id," + instanceId)
                .withLimit(3);
        ListMetricsResponse page = cloudEye.listMetrics(request);
        while (!page.getMetrics().isEmpty()) {
            metrics.addAll(page.getMetrics());
            page = cloudEye.listMetrics(request.withStart(page.getMetaData().getMarker()));
        }
        assertThat(metrics).hasSize(5);
        assertThat(query(metrics)).hasSize(5).allSatisfy(series -> {
            assertThat(series.getUnit()).isEqualTo("Count");
            assertThat(series.getDatapoints())
                    .hasSizeBetween(9, 10)
                    .extracting(DatapointForBatchMetric::getAverage)
                    .allMatch(value -> value > 0);
        });
    }

    private List<BatchMetricData> query(List<MetricInfoList> metrics) {
        long now = System.currentTimeMillis();
        BatchListMetricDataRequestBody body = new BatchListMetricDataRequestBody()
                .withFrom(now - Duration.ofMinutes(11).toMillis())
                .withTo(now)
                .withPeriod("1")
                .withFilter("average")
                .withMetrics(metrics.stream()
                        .map(metric -> new MetricInfo()
                                .withNamespace(metric.getNamespace())
                                .withMetricName(metric.getMetricName())
                                .withDimensions(metric.getDimensions()))
                        .collect(Collectors.toList()));
        return cloudEye.batchListMetricData(new BatchListMetricDataRequest().withBody(body))
                .getMetrics();
    }
}
