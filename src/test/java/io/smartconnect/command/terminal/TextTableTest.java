package io.smartconnect.command.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.command.terminal.TextTable.Column;
import io.smartconnect.command.terminal.TextTable.Style;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTableTest {

    private final TextTable table = new TextTable(List.of(
            new Column("TASK", Style.TEXT),
            new Column("HEALTH", Style.HEALTH),
            new Column("LAG", Style.NUMBER),
            new Column("FROM → TO", Style.TEXT)));

    @BeforeEach
    void fill() {
        table.add(List.of("orders-archive", "stalled", "4,120", "here → obs://archive/orders"));
        table.add(List.of("東京\u001b", "ok", "7", ""));
    }

    @Test
    void everyText_isWhole_whereThereIsRoom() {
        assertThat(table.lines(Terminal.NONE))
                .containsExactly(
                        "TASK            HEALTH     LAG  FROM → TO",
                        "orders-archive  stalled  4,120  here → obs://archive/orders",
                        "東京\\u001b      ok           7");
    }

    @Test
    void widestTexts_areCutFirst() {
        assertThat(table.lines(new Terminal(true, 46, false)))
                .containsExactly(
                        "TASK            HEALTH     LAG  FROM → TO",
                        "orders-archive  stalled  4,120  here → obs://…",
                        "東京\\u001b      ok           7");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 20, 30, 45, 60, 200})
    void noLine_isWiderThanTheTerminal(int columns) {
        assertThat(table.lines(new Terminal(true, columns, false)))
                .allSatisfy(line -> assertThat(SafeText.width(line)).isLessThanOrEqualTo(columns));
    }

    @Test
    void colours_takeNoRoom() {
        assertThat(table.lines(new Terminal(true, 46, true)).get(1))
                .isEqualTo("orders-archive  \u001b[31mstalled\u001b[0m  4,120  here → obs://…");
    }
}
