package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of the repository over recorded series, evaluated each minute by promtool, which has Prometheus's own engine. */
final class RuleEngine {

    private static final Path RULES = Path.of("config/prometheus/rules").toAbsolutePath();

    private static final String TEST = """
            rule_files: ["%s/*.yml"]
            evaluation_interval: 1m
            tests:
              - interval: 1m
                input_series:
            %s
                promql_expr_test:
                  - expr: max without (alertstate, severity) (ALERTS{alertstate="firing"})
                    eval_time: %dm
                    exp_samples: [%s]
                  - expr: group by (alertname) (last_over_time(ALERTS{alertstate="firing"}[1d]))
                    eval_time: %dm
                    exp_samples: [%s]
            """;

    private RuleEngine() {}

    /**
     * Fails unless these alerts fire at the end, and no others have fired before.
     *
     * @param ever names of all that have fired so far
     */
    static void check(RecordedSeries recorded, List<Alert> firing, Collection<String> ever, Path directory)
            throws IOException, InterruptedException {
        int end = recorded.minutes() - 1;
        String test = TEST.formatted(
                RULES,
                recorded.yaml().indent(6).stripTrailing(),
                end,
                samples(firing.stream().map(Alert::selector)),
                end,
                samples(ever.stream().map(name -> "{alertname=\"" + name + "\"}")));
        Path file = Files.writeString(directory.resolve("test.yml"), test);
        Command tests = Command.run("promtool", "test", "rules", file.toString());
        assertThat(tests.status()).as(tests.output()).isZero();
    }

    private static String samples(Stream<String> labels) {
        return labels.map(each -> "{labels: '" + each + "', value: 1}").collect(Collectors.joining(", "));
    }
}
