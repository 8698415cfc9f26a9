package io.smartconnect.exporter.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.task.TaskInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTopicsTest {

    private static TaskTopics topics(String names, String expression) {
        return TaskTopics.of(new TaskInfo("", "OBS_SINK", names, expression, "", "", "", ""));
    }

    @ParameterizedTest
    @CsvSource({"orders, true", "payments, true", "order, false", "orders2, false", "'', false"})
    void names_containThemselves(String topic, boolean isContained) {
        assertThat(topics(" orders ,payments,,", "").contain(topic)).isEqualTo(isContained);
    }

    @ParameterizedTest
    @CsvSource({"orders-eu, true", "orders-, true", "my-orders-eu, false", "orders, false"})
    void expression_matchesWholeNames(String topic, boolean isContained) {
        assertThat(topics("", "orders-.*").contain(topic)).isEqualTo(isContained);
    }

    @Test
    void names_winOverTheExpression() {
        assertThat(topics("orders", ".*").contain("payments")).isFalse();
    }

    @Test
    void nothing_isNotKnown() {
        assertThat(topics("", "").areKnown()).isFalse();
        assertThat(topics("", "").contain("orders")).isFalse();
        assertThat(topics(" , ", "").areKnown()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "*", "a{2,1}"})
    void invalidExpression_matchesNothing(String expression) {
        assertThat(topics("", expression).areKnown()).isFalse();
        assertThat(topics("", expression).contain(expression)).isFalse();
    }

    /** Without a limit, this match takes longer than the age of the universe. */
    @Test
    void expressionOfExponentialTime_matchesNothing() {
        assertThat(topics("", "(a+)+b").contain("a".repeat(249))).isFalse();
    }

    @Test
    void expressionOfDeepRecursion_matchesNothing() {
        assertThat(topics("", "(a|b)*").contain("ab".repeat(100_000))).isFalse();
    }
}
