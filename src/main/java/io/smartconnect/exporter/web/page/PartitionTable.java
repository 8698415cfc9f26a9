package io.smartconnect.exporter.web.page;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.progress.HealthJudgement;
import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.snapshot.progress.OffsetSamples;
import io.smartconnect.exporter.snapshot.progress.Partition;
import io.smartconnect.exporter.snapshot.progress.Topic;
import io.smartconnect.exporter.text.HumanReadable;
import io.smartconnect.exporter.web.html.Html;
import io.smartconnect.exporter.web.html.HtmlTable;
import io.smartconnect.exporter.web.html.PageLinks;
import io.smartconnect.exporter.web.html.Severity;
import io.smartconnect.exporter.web.html.SharedPageText;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The partitions of a task, worst first, each with its samples of the window. */
final class PartitionTable {

    /** Partitions of one page. */
    private static final int LENGTH = 50;

    /** The newest samples of a partition that the page shows. */
    private static final int MOST_SAMPLES = 30;

    private static final String HEADING = "partitions";

    /** A partition as an index into its topic. */
    private record Row(Topic topic, int index) {

        /** By health, lag time and lag, as tasks, then by topic and number. */
        static final Comparator<Row> WORST_FIRST = comparing(Row::health, reverseOrder())
                .thenComparing(
                        row -> row.partition().lagTime().map(LagTime::seconds).orElse(-1.0), reverseOrder())
                .thenComparing(row -> row.partition().lag().orElse(-1), reverseOrder())
                .thenComparing(row -> row.topic().name())
                .thenComparing(row -> row.partition().id());

        static Stream<Row> of(Topic topic) {
            return IntStream.range(0, topic.partitions().size()).mapToObj(index -> new Row(topic, index));
        }

        Partition partition() {
            return topic.partitions().get(index);
        }

        Optional<HealthJudgement> judgement() {
            return topic.progress().isEmpty()
                    ? Optional.empty()
                    : Optional.of(topic.progress().judgement(index));
        }

        Health health() {
            return judgement().map(HealthJudgement::health).orElse(Health.UNKNOWN);
        }

        OffsetSamples samples() {
            return topic.progress().isEmpty()
                    ? OffsetSamples.NONE
                    : topic.progress().samples(index);
        }
    }

    private final Html html;
    private final List<Row> rows;

    PartitionTable(Html html, List<Topic> topics) {
        this.html = html;
        this.rows = topics.stream().flatMap(Row::of).sorted(Row.WORST_FIRST).toList();
    }

    /** Writes the part that begins at {@code from}; {@code link} gives the links to other parts. */
    void write(int from, IntFunction<String> link) {
        PageLinks paging = PageLinks.of(from, LENGTH, rows.size());
        html.open("section", "aria-labelledby", HEADING);
        html.open("h2", "id", HEADING)
                .text(html.word("Partitions") + " ")
                .element("span", HumanReadable.number(rows.size()))
                .close();
        HtmlTable table = HtmlTable.begin(
                html, HEADING, "Partition", "Health", "Lag", "Lag time", "Margin", "Start", "Transferred to", "End");
        paging.part(rows).forEach(row -> row(table, row));
        table.end();
        paging.write(html, "partitions", link);
        html.close();
    }

    private void row(HtmlTable table, Row row) {
        Partition partition = row.partition();
        String key = row.topic().name() + " " + partition.id();
        table.row(Severity.of(row.health()), key, () -> {
            table.name(() -> html.element("span", SharedPageText.cut(row.topic().name()) + " " + partition.id()));
            table.state(
                    Severity.of(row.health()),
                    html.word(row.health().label()),
                    partition.status().orElse(""));
            table.cell(known(partition.lag()));
            table.cell(SharedPageText.lagTime(html.words(), partition.lagTime()));
            table.margin(partition.retentionMarginSeconds(), "");
            table.cell(known(partition.logStartOffset()));
            table.cell(known(partition.lastTransferOffset()));
            table.cell(known(partition.logEndOffset()));
        });
        if (row.health() != Health.OK) {
            table.more(
                    "why " + Severity.of(row.health()).label(),
                    key,
                    () -> html.element("p", SharedPageText.reason(html.words(), row.judgement())));
        }
        OffsetSamples samples = row.samples();
        if (samples.size() > 0) {
            table.more("samples", key, () -> samples(samples, key));
        }
    }

    private void samples(OffsetSamples samples, String key) {
        int first = Math.max(0, samples.size() - MOST_SAMPLES);
        html.open("details").open("summary").text(html.words().count(samples.size(), "sample"));
        html.element("span", " " + html.words().text("of {0}", SharedPageText.cut(key)), "class", "hidden")
                .close();
        if (first > 0) {
            html.element("p", html.words().text("The newest {0}; the JSON has all.", MOST_SAMPLES));
        }
        html.open("table").open("thead").open("tr");
        for (String column : List.of("Time, UTC", "End", "Transferred to", "Lag")) {
            html.element("th", html.word(column), "scope", "col");
        }
        html.close().close().open("tbody");
        for (int i = first; i < samples.size(); i++) {
            html.open("tr")
                    .element("td", clock(samples.time(i)))
                    .element("td", HumanReadable.number(samples.logEndOffset(i)))
                    .element("td", HumanReadable.number(samples.lastTransferOffset(i)))
                    .element("td", HumanReadable.number(samples.lag(i)))
                    .close();
        }
        html.close().close().close();
    }

    /** The time of the day. */
    static String clock(long millis) {
        return Instant.ofEpochMilli(millis).toString().substring(11, 19);
    }

    private String known(OptionalLong number) {
        return number.isPresent() ? HumanReadable.number(number.getAsLong()) : html.word(SharedPageText.UNKNOWN);
    }
}
