package io.smartconnect.exporter.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.lag.OffsetHistories.TopicHistories;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class TopicHistoriesTest {

    @Property
    void anyPartitions_areFoundInOrder_andRemoved(
            @ForAll List<@LongRange(min = -2, max = 40) Long> added, @ForAll List<Long> others) {
        TopicHistories histories = new TopicHistories();
        Map<Long, OffsetHistory> expected = new TreeMap<>();
        for (List<Long> each : List.of(added, others)) {
            for (long partition : each) {
                OffsetHistory history = new OffsetHistory();
                histories.put(partition, history);
                expected.put(partition, history);
            }
        }
        assertHas(histories, expected);

        List<OffsetHistory> unwanted = added.stream().map(expected::get).toList();
        int removed = histories.removeIf(unwanted::contains);

        int before = expected.size();
        expected.values().removeIf(unwanted::contains);
        assertThat(removed).isEqualTo(before - expected.size());
        assertHas(histories, expected);
    }

    private static void assertHas(TopicHistories histories, Map<Long, OffsetHistory> expected) {
        Map<Long, OffsetHistory> found = new HashMap<>();
        List<Long> order = new ArrayList<>();
        histories.forEach((partition, history) -> {
            found.put(partition, history);
            order.add(partition);
        });
        assertThat(found).isEqualTo(expected);
        assertThat(order).isSorted();
        assertThat(histories.size()).isEqualTo(expected.size());
        assertThat(expected)
                .allSatisfy((partition, history) ->
                        assertThat(histories.get(partition)).isSameAs(history));
        assertThat(histories.get(41)).isEqualTo(expected.get(41L));
    }
}
