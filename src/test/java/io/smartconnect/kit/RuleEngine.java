package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of the repository over recorded series, evaluated by promtool, which has Prometheus's own engine. */
final class RuleEngine {

    private static final Path RULES = Path.of("config/prometheus/rules").toAbsolutePath();

    private static final String TEST = """
            rule_files: ["%s/*.yml"]
            evaluation_interval: 2m
            tests:
              - interval: 1m
                input_series:
            %s
                promql_expr_test:
            %s
            """;

    private static final String ANSWER = """
            - expr: |
            %s
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
        Map<String, List<String>> answers = new LinkedHashMap<>();
        answers.put(
                "max without (alertstate, severity) (ALERTS{alertstate=\"firing\", alertname!=\"Watchdog\"})",
                firing.stream().map(Alert::selector).toList());
        answers.put(
                "group by (alertname) (last_over_time(ALERTS{alertstate=\"firing\", alertname!=\"Watchdog\"}[1d]))",
                ever.stream().map(name -> "{alertname=\"" + name + "\"}").toList());
        check(recorded.yaml(), answers, recorded.minutes() - 1, directory);
    }

    /**
     * Fails unless Prometheus gives these answers.
     *
     * @param series the value of {@code input_series}
     * @param answers for each expression the labels of its samples, all with the value 1
     */
    static void check(String series, Map<String, List<String>> answers, int minute, Path directory)
            throws IOException, InterruptedException {
        String expected = answers.entrySet().stream()
                .map(answer ->
                        ANSWER.formatted(answer.getKey().indent(4).stripTrailing(), minute, samples(answer.getValue())))
                .collect(Collectors.joining());
        String test = TEST.formatted(
                RULES, series.indent(6).stripTrailing(), expected.indent(6).stripTrailing());
        Path file = Files.writeString(directory.resolve("test.yml"), test);
        test("promtool", Stream.of(file));
    }

    /** Fails unless the files of tests pass. One thread and a larger heap save a third of the CPU time. */
    static void test(String promtool, Stream<Path> files) throws IOException, InterruptedException {
        String[] command = Stream.concat(
                        Stream.of("env", "GOMAXPROCS=1", "GOGC=300", promtool, "test", "rules"),
                        files.map(Path::toString))
                .toArray(String[]::new);
        FinishedCommand tests = FinishedCommand.run(command);
        assertThat(tests.status()).as(tests.output()).isZero();
    }

    private static String samples(List<String> labels) {
        return labels.stream().map(each -> "{labels: '" + each + "', value: 1}").collect(Collectors.joining(", "));
    }
}
