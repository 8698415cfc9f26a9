package io.smartconnect.exporter.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.task.TaskInfo;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTopicsTest {

    /** Without a limit, a match with 249 letters takes years: Java saves no time in nested loops with a back reference. */
    private static final String ENDLESS = "(a+)+\\1b";

    private static TaskTopics topics(String names, String expression) {
        return TaskTopics.of(new TaskInfo("", "OBS_SINK", names, expression, "", "", "", ""));
    }

    private static boolean reads(TaskTopics topics, String topic) {
        return topics.among(List.of(topic)).contains(topic);
    }

    @ParameterizedTest
    @CsvSource({"orders, true", "payments, true", "order, false", "orders2, false", "'', false"})
    void names_containThemselves(String topic, boolean isContained) {
        assertThat(reads(topics(" orders ,payments,,", ""), topic)).isEqualTo(isContained);
    }

    @ParameterizedTest
    @CsvSource({"orders-eu, true", "orders-, true", "my-orders-eu, false", "orders, false"})
    void expression_matchesWholeNames(String topic, boolean isContained) {
        assertThat(reads(topics("", "orders-.*"), topic)).isEqualTo(isContained);
    }

    @Test
    void names_winOverTheExpression() {
        assertThat(reads(topics("orders", ".*"), "payments")).isFalse();
    }

    @Test
    void nothing_isNotKnown() {
        assertThat(topics("", "").areKnown()).isFalse();
        assertThat(reads(topics("", ""), "orders")).isFalse();
        assertThat(topics(" , ", "").areKnown()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "*", "a{2,1}"})
    void invalidExpression_matchesNothing(String expression) {
        assertThat(topics("", expression).areKnown()).isFalse();
        assertThat(reads(topics("", expression), expression)).isFalse();
    }

    @Test
    void expressionOfExponentialTime_matchesNothing() {
        assertThat(reads(topics("", ENDLESS), "a".repeat(249))).isFalse();
    }

    /** The limit is one for all topics: an instance has thousands of them. */
    @Test
    void expressionThatTakesTooLong_matchesNothing_ofAllTopics() {
        assertThat(topics("", ENDLESS).among(List.of("aab", "a".repeat(249), "aaab")))
                .isEmpty();
    }

    @Test
    void expressionOfManyAlternatives_matchesThousandsOfTopics() {
        String alternatives = IntStream.range(0, 10).mapToObj(i -> "part" + i).collect(Collectors.joining("|"));
        List<String> names = IntStream.range(0, 2_000)
                .mapToObj(i -> "shop." + (1_000 + i) + "x".repeat(30) + (i % 2 == 0 ? ".part7" : ".parts"))
                .toList();

        assertThat(topics("", ".*(" + alternatives + ").*").among(names)).hasSize(1_000);
    }

    @Test
    void expressionOfDeepRecursion_matchesNothing() {
        assertThat(reads(topics("", "(a|b)*"), "ab".repeat(100_000))).isFalse();
    }
}
