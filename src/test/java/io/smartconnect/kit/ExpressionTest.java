package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpressionTest {

    private static final Map<String, Set<String>> EXPOSED =
            Map.of("lag", Set.of("task", "topic"), "info", Set.of("task", "source"), "level:lag:max", Set.of("task"));

    @Test
    void metrics_haveTheLabelsThatSelect() {
        assertThat(metrics("sum by (task) (rate(lag{topic!~\"a|b{}\", task='x'}[5m])) > bool 2 * info{} offset 1h"))
                .isEqualTo(Map.of("lag", Set.of("task", "topic"), "info", Set.of()));
        assertThat(metrics("level:lag:max / on (task) group_left (source) info # and a comment"))
                .isEqualTo(Map.of("level:lag:max", Set.of(), "info", Set.of()));
        assertThat(metrics("topk($limit, lag{task=~\"$task\"}) or time() - 1e3 > inf unless up"))
                .isEqualTo(Map.of("lag", Set.of("task"), "up", Set.of()));
        assertThat(metrics("histogram_quantile(0.95, sum by (le) (rate(lag[$__rate_interval])))"))
                .isEqualTo(Map.of("lag", Set.of()));
    }

    @Test
    void listedLabels_areThoseThatGroupAndJoin() {
        assertThat(new Expression("max by (a, b) (x) * on (c) group_left() y unless ignoring(d) z").listedLabels())
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void strangers_areWhatNobodyExposes() {
        assertThat(strangers("max by (task) (lag{topic=\"x\"} * on (task) group_left (source) info)"))
                .isEmpty();
        assertThat(strangers("max by (instance) (lag{partition=\"1\"} + lagg)"))
                .containsExactly("lag{partition}", "lagg", "instance");
    }

    @Test
    void strangers_areNotTheLabelsThatAnExpressionMakes() {
        assertThat(strangers("max by (kind) (label_replace(lag, \"kind\", \"$1\", \"topic\", \"(.*)\"))"))
                .isEmpty();
        assertThat(strangers("max by (kind) (lag)")).containsExactly("kind");
    }

    private static Map<String, Set<String>> metrics(String expression) {
        return new Expression(expression).metrics();
    }

    private static Iterable<String> strangers(String expression) {
        return new Expression(expression).strangers(EXPOSED);
    }
}
