package io.smartconnect.exporter.web.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageLinksTest {

    @ParameterizedTest
    @CsvSource({"0, 250, 0, 100", "100, 250, 100, 200", "999999999, 250, 200, 250", "200, 200, 100, 200", "5, 0, 0, 0"})
    void part_isNeverBehindTheEnd(int wanted, int size, int from, int to) {
        assertThat(PageLinks.of(wanted, 100, size)).isEqualTo(new PageLinks(from, to, size, 100));
    }

    @ParameterizedTest
    @CsvSource({
        "0, '1 to 100 of 250 things', 'href=\"?100\" rel=\"next\">Next 100<', prev",
        "200, '201 to 250 of 250 things', 'href=\"?100\" rel=\"prev\">Previous 100<', next",
    })
    void neighbors_areLinked(int from, String words, String link, String absent) {
        Html html = new Html();
        PageLinks.of(from, 100, 250).write(html, "things", first -> "?" + first);

        assertThat(html.toString()).contains(words, link).doesNotContain(absent);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void nothing_isSaid_whenThatIsAll(int size) {
        Html html = new Html();
        PageLinks.of(0, 100, size).write(html, "things", first -> "?" + first);

        assertThat(html.toString()).doesNotContain("nav");
    }
}
