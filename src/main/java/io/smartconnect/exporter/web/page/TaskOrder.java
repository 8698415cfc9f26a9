package io.smartconnect.exporter.web.page;

import io.smartconnect.exporter.snapshot.progress.LagTime;
import io.smartconnect.exporter.web.api.TaskSummary;
import io.vertx.ext.web.handler.HttpException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The order of the tasks on the status page: by one column, then worst first. Unknown values come last in both directions.
 *
 * @param column the column
 * @param isAscending from the smallest value to the largest
 */
record TaskOrder(SortColumn column, boolean isAscending) {

    static final String SORT = "sort";
    static final String ORDER = "order";

    /** The order without parameters: worst first. */
    static final TaskOrder WORST_FIRST = SortColumn.HEALTH.first();

    private static final String ASCENDING = "asc";
    private static final String DESCENDING = "desc";

    /** A column by which tasks can be sorted; its first direction begins with the worst value. */
    enum SortColumn {
        TASK(true, summary -> OptionalDouble.empty()),
        HEALTH(false, summary -> OptionalDouble.of(TaskTrouble.urgency(summary))),
        LAG(
                false,
                summary -> summary.lagMessages().stream()
                        .mapToDouble(Number::doubleValue)
                        .findFirst()),
        LAG_TIME(
                false,
                summary ->
                        summary.lagTime().stream().mapToDouble(LagTime::seconds).findFirst()),
        MARGIN(true, summary -> summary.retention().marginSeconds()),
        IN(false, summary -> summary.rates().producedPerSecond()),
        OUT(false, summary -> summary.rates().transferredPerSecond()),
        DATA_AGE(
                false,
                summary -> summary.asOf().stream().mapToDouble(SortColumn::age).findFirst());

        private final String label = name().toLowerCase(Locale.ROOT);
        private final boolean beginsAscending;

        @SuppressWarnings("ImmutableEnumChecker") // functions without state
        private final Function<TaskSummary, OptionalDouble> value;

        SortColumn(boolean beginsAscending, Function<TaskSummary, OptionalDouble> value) {
            this.beginsAscending = beginsAscending;
            this.value = value;
        }

        private static double age(Instant time) {
            return -time.toEpochMilli();
        }

        /** The value of the parameter {@code sort}. */
        String label() {
            return label;
        }

        TaskOrder first() {
            return new TaskOrder(this, beginsAscending);
        }

        private Comparator<TaskSummary> comparator(boolean isAscending) {
            if (this == TASK) {
                Comparator<TaskSummary> byTitle =
                        Comparator.comparing(TaskSummary::title, String.CASE_INSENSITIVE_ORDER);
                return isAscending ? byTitle : byTitle.reversed();
            }
            double last = isAscending ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            Comparator<TaskSummary> byValue =
                    Comparator.comparingDouble(summary -> value.apply(summary).orElse(last));
            return isAscending ? byValue : byValue.reversed();
        }
    }

    /** The order that the parameters name; fails with status 400 if there is no such order. */
    static TaskOrder of(String sort, String order) {
        TaskOrder first = sort.isEmpty() ? WORST_FIRST : column(sort).first();
        return switch (order) {
            case "" -> first;
            case ASCENDING -> new TaskOrder(first.column, true);
            case DESCENDING -> new TaskOrder(first.column, false);
            default -> throw new HttpException(400, ORDER + ": must be one of asc, desc; found \"" + order + '"');
        };
    }

    private static SortColumn column(String word) {
        return Arrays.stream(SortColumn.values())
                .filter(column -> column.label.equals(word))
                .findFirst()
                .orElseThrow(() -> new HttpException(
                        400,
                        SORT + ": must be one of "
                                + Arrays.stream(SortColumn.values())
                                        .map(SortColumn::label)
                                        .collect(Collectors.joining(", "))
                                + "; found \"" + word + '"'));
    }

    /** The order after a click on the head of {@code clicked}: the other direction if it is already sorted by it. */
    TaskOrder after(SortColumn clicked) {
        return clicked == column ? new TaskOrder(column, !isAscending) : clicked.first();
    }

    /** The parameter {@code sort}; empty if it can be omitted. */
    String sort() {
        return column == WORST_FIRST.column ? "" : column.label;
    }

    /** The parameter {@code order}; empty if it can be omitted. */
    String order() {
        return equals(column.first()) ? "" : direction();
    }

    private String direction() {
        return isAscending ? ASCENDING : DESCENDING;
    }

    /** The value of {@code aria-sort}. */
    String ariaSort() {
        return direction() + "ending";
    }

    /** These tasks, which come worst first, in this order. */
    List<TaskSummary> of(List<TaskSummary> tasks) {
        return tasks.stream().sorted(column.comparator(isAscending)).toList();
    }
}
