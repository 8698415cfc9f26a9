package io.smartconnect.bench.measure;

import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table in Markdown, which is printed row by row. */
public final class Table {

    private final PrintStream out;

    private Table(PrintStream out) {
        this.out = out;
    }

    /** Prints the title and the head. */
    public static Table of(PrintStream out, String title, String... columns) {
        out.printf("%n#### %s%n%n", title);
        Table table = new Table(out);
        table.print(List.of(columns));
        table.print(Collections.nCopies(columns.length, "---"));
        return table;
    }

    /** Prints a row; numbers are shown as {@link #figure} shows them. */
    public void row(Object... cells) {
        print(Stream.of(cells).map(Table::text).toList());
    }

    /** With as many decimals as tell something: 0.123, 1.23, 12.3, 1,234. */
    public static String figure(double number) {
        double size = Math.abs(number);
        if (size >= 100) {
            return "%,.0f".formatted(number);
        }
        if (size >= 10) {
            return "%.1f".formatted(number);
        }
        return (size >= 1 ? "%.2f" : "%.3f").formatted(number);
    }

    private static String text(Object cell) {
        if (cell instanceof Double number) {
            return figure(number);
        }
        return cell instanceof Number number ? "%,d".formatted(number.longValue()) : cell.toString();
    }

    private void print(List<String> cells) {
        out.println(cells.stream().collect(Collectors.joining(" | ", "| ", " |")));
    }
}
