package io.smartconnect.command.terminal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table that fits a terminal. The widest text columns are truncated first. */
public final class TextTable {

    /** Alignment and truncation of a column. */
    public enum Style {
        /** Left-aligned; may be truncated. */
        TEXT,
        /** Left-aligned; never truncated. */
        WORD,
        /** Right-aligned; never truncated. */
        NUMBER,
        /** Left-aligned, in the color of the health; never truncated. */
        HEALTH
    }

    /**
     * A heading and the style of its column.
     *
     * @param optional true if the table leaves the column out when all its cells are empty
     */
    public record Column(String heading, Style style, boolean optional) {

        /** A column that is always there. */
        public Column(String heading, Style style) {
            this(heading, style, false);
        }

        /** A column that the table leaves out when all its cells are empty. */
        public static Column optional(String heading, Style style) {
            return new Column(heading, style, true);
        }
    }

    private static final String GAP = "  ";
    private static final int NARROWEST_TEXT = 5;

    private static final Map<String, String> COLORS = Map.of(
            "failed", "31", "stalled", "31", "rewound", "31", "warn", "33", "ok", "32", "paused", "36", "unknown", "2");

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table without rows. */
    public TextTable(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Adds a row with one text for each column. */
    public void add(List<String> row) {
        rows.add(row.stream().map(SafeText::of).toList());
    }

    /** The lines of headings and rows for {@code terminal}. */
    public List<String> lines(Terminal terminal) {
        int[] filled = IntStream.range(0, columns.size()).filter(this::isShown).toArray();
        return filled.length < columns.size() ? only(filled).lines(terminal) : allLines(terminal);
    }

    private boolean isShown(int column) {
        return !columns.get(column).optional
                || rows.stream().anyMatch(row -> !row.get(column).isEmpty());
    }

    private TextTable only(int[] shown) {
        TextTable table =
                new TextTable(IntStream.of(shown).mapToObj(columns::get).toList());
        rows.forEach(
                row -> table.rows.add(IntStream.of(shown).mapToObj(row::get).toList()));
        return table;
    }

    private List<String> allLines(Terminal terminal) {
        int[] widths = widths(terminal.columns());
        List<String> headings = columns.stream().map(Column::heading).toList();
        return Stream.concat(Stream.of(headings), rows.stream())
                .map(row -> line(row, widths, terminal, row != headings && terminal.colored()))
                .toList();
    }

    private int[] widths(int available) {
        int[] widths = IntStream.range(0, columns.size()).map(this::natural).toArray();
        int gaps = GAP.length() * (widths.length - 1);
        while (IntStream.of(widths).asLongStream().sum() + gaps > available) {
            Optional<Integer> widest = IntStream.range(0, widths.length)
                    .filter(column -> columns.get(column).style == Style.TEXT && widths[column] > NARROWEST_TEXT)
                    .boxed()
                    .max(Comparator.comparingInt(column -> widths[column]));
            if (widest.isEmpty()) {
                break;
            }
            widths[widest.get()]--;
        }
        return widths;
    }

    private int natural(int column) {
        return Stream.concat(
                        Stream.of(columns.get(column).heading), rows.stream().map(row -> row.get(column)))
                .mapToInt(SafeText::width)
                .max()
                .orElse(0);
    }

    /** Truncates at the terminal's edge first, then colors: escape sequences take no columns. */
    private String line(List<String> row, int[] widths, Terminal terminal, boolean colored) {
        StringBuilder line = new StringBuilder();
        int left = terminal.columns();
        for (int column = 0; column < widths.length && left > 0; column++) {
            String cell = SafeText.fit(cell(row.get(column), widths[column], columns.get(column).style), left);
            boolean colors = colored && columns.get(column).style == Style.HEALTH;
            line.append(colors ? colored(cell) : cell);
            left -= SafeText.width(cell);
            if (column < widths.length - 1 && left > GAP.length()) {
                line.append(GAP);
                left -= GAP.length();
            } else {
                left = 0;
            }
        }
        return line.toString().stripTrailing();
    }

    private static String cell(String text, int width, Style style) {
        String fitted = SafeText.fit(text, width);
        String blanks = " ".repeat(width - SafeText.width(fitted));
        return style == Style.NUMBER ? blanks + fitted : fitted + blanks;
    }

    private static String colored(String health) {
        String color = COLORS.get(health.strip());
        return color == null ? health : "\u001b[" + color + "m" + health + "\u001b[0m";
    }
}
