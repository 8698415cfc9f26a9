package io.smartconnect.exporter.web.page;

import static io.smartconnect.exporter.web.JudgedTasks.NOW;
import static io.smartconnect.exporter.web.JudgedTasks.bare;
import static io.smartconnect.exporter.web.JudgedTasks.instance;
import static io.smartconnect.exporter.web.JudgedTasks.judged;
import static io.smartconnect.exporter.web.JudgedTasks.rates;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Standby;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.task.RetentionRisk;
import io.smartconnect.exporter.snapshot.task.Task;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import io.smartconnect.exporter.web.JudgedTasks;
import io.smartconnect.exporter.web.WebSamples;
import io.smartconnect.exporter.web.api.TaskSelection;
import io.smartconnect.exporter.web.html.PageWords;
import io.smartconnect.exporter.web.html.Severity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemSummaryTest {

    @Test
    void verdict_countsBadTasks_theWorstFirst() {
        ProblemSummary verdict =
                of(tasks(Health.OK, Health.WARN, Health.FAILED, Health.REWOUND, Health.FAILED, Health.STALLED));

        assertThat(verdict.level()).isEqualTo(Severity.BAD);
        assertThat(verdict.sentences()).containsExactly("2 tasks failed, 1 stalled, 1 rewound, 1 with growing lag");
        assertThat(verdict.tasks().keySet())
                .containsExactly(Health.FAILED, Health.STALLED, Health.REWOUND, Health.WARN, Health.OK);
    }

    @Test
    void verdict_isAWarning_whenTasksAreNoWorse() {
        ProblemSummary verdict = of(tasks(Health.OK, Health.WARN));

        assertThat(verdict.level()).isEqualTo(Severity.WARN);
        assertThat(verdict.sentences()).containsExactly("1 task with growing lag");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0          | 1 task losing messages to retention
            0 0 900    | 2 tasks losing messages to retention, 1 within an hour
            1 3599 3600| 2 tasks losing messages to retention within an hour
            """)
    void verdict_namesTasksThatLoseMessages(String margins, String sentence) {
        Task[] tasks = Stream.of(margins.split(" "))
                .map(margin -> new RetentionRisk(OptionalDouble.of(Double.parseDouble(margin)), OptionalLong.of(0)))
                .map(risk -> judged(bare("t"), Health.OK, TransferRates.UNKNOWN, risk))
                .toArray(Task[]::new);

        ProblemSummary verdict = of(JudgedTasks.snapshot(instance("i-1", "", tasks)));

        assertThat(verdict.level()).isEqualTo(Severity.BAD);
        assertThat(verdict.sentences()).containsExactly(sentence);
    }

    @Test
    void verdict_saysWhosePollsFail_andWhy() {
        Snapshot one = WebSamples.saying("timeout: no answer");

        assertThat(of(new Snapshot(NOW, List.of(), one.instances())).sentences())
                .containsExactly("Polls of instance timeout: no answer fail: timeout: no answer");
    }

    @Test
    void verdict_countsWhosePollsFail_whenThereAreSeveral() {
        ProblemSummary verdict = of(WebSamples.troubled());

        assertThat(verdict.level()).isEqualTo(Severity.BAD);
        assertThat(verdict.sentences()).containsExactly("Polls of 1 of 3 targets and 1 of 3 instances fail");
    }

    @Test
    void verdict_isWaiting_beforeTheFirstPoll() {
        ProblemSummary verdict = of(WebSamples.beforeTheFirstPoll());

        assertThat(verdict.level()).isEqualTo(Severity.WAITING);
        assertThat(verdict.sentences()).containsExactly("Waiting for the first poll of 1 target");
        assertThat(of(Snapshot.empty(NOW)).sentences()).containsExactly("Nothing is polled");
    }

    @Test
    void verdict_namesTheProcessThatPolls_whileThisOneStandsBy() {
        ProblemSummary named = of(Snapshot.of(new Standby(Optional.of("exporter-a")), NOW));

        assertThat(named.level()).isEqualTo(Severity.WAITING);
        assertThat(named.sentences())
                .containsExactly(
                        "This process stands by: exporter-a polls",
                        "Open the status page of the process that polls. This one takes over when that one ends.");
        assertThat(of(Snapshot.of(Standby.UNKNOWN, NOW)).sentences())
                .startsWith("This process stands by: another process polls");
    }

    @Test
    void verdict_isGood_asFarAsCanBeJudged() {
        assertThat(of(tasks(Health.OK, Health.PAUSED)).sentences()).containsExactly("All is well");
        assertThat(of(tasks(Health.OK, Health.UNKNOWN)).sentences()).containsExactly("All that can be judged is well");
        assertThat(of(tasks(Health.OK, Health.UNKNOWN)).level()).isEqualTo(Severity.WELL);
    }

    private static ProblemSummary of(Snapshot snapshot) {
        return ProblemSummary.of(snapshot, TaskSelection.ALL.from(snapshot), PageWords.ENGLISH);
    }

    private static Snapshot tasks(Health... healths) {
        Task[] tasks = IntStream.range(0, healths.length)
                .mapToObj(i -> judged(bare("t-" + i), healths[i], rates(1, 1, 1)))
                .toArray(Task[]::new);
        return JudgedTasks.snapshot(instance("i-1", "orders", tasks));
    }
}
