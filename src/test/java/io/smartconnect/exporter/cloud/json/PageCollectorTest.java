package io.smartconnect.exporter.cloud.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCollectorTest {

    private final List<String> unreadable = new ArrayList<>();
    private final PageCollector<String> paging = new PageCollector<>(
            "tasks", "total_number", item -> Optional.of(item.identity("id")).filter(id -> !id.isEmpty()), id -> id);

    private boolean add(String json) {
        return paging.add(Buffer.buffer(json), unreadable::add);
    }

    /** A page of the tasks t{@code from} up to t{@code to}, the latter not included. */
    private static String page(Object total, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"id\":\"t" + i + "\"}")
                .collect(Collectors.joining(",", "{\"total_number\":" + total + ",\"tasks\":[", "]}"));
    }

    @Test
    void listing_ends_whenTheTotalIsReached() {
        assertThat(add(page(3, 0, 2))).isTrue();
        assertThat(paging.offset()).isEqualTo(2);
        assertThat(add(page(3, 2, 3))).isFalse();
        assertThat(paging.items()).containsExactly("t0", "t1", "t2");
        assertThat(paging.total()).hasValue(3);
    }

    @Test
    void total_canHaveAnOlderName() {
        PageCollector<String> other = new PageCollector<>(
                "tasks", List.of("total", "total_number"), item -> Optional.of(item.identity("id")), id -> id);

        assertThat(other.add(Buffer.buffer(page(2, 0, 1)), unreadable::add)).isTrue();
        assertThat(other.total()).hasValue(2);
        assertThat(unreadable).isEmpty();
    }

    @Test
    void listing_ends_atAnEmptyPage() {
        assertThat(add(page(1000, 0, 2))).isTrue();
        assertThat(add(page(1000, 2, 2))).isFalse();
        assertThat(paging.items()).hasSize(2);
    }

    @Test
    void listing_ends_atAPageWithNothingNew() {
        assertThat(add(page(1000, 0, 2))).isTrue();
        assertThat(add(page(1000, 0, 2))).isFalse();
        assertThat(paging.items()).containsExactly("t0", "t1");
    }

    @Test
    void listing_goesOn_whileAPageHasAnythingNew() {
        assertThat(add(page(1000, 0, 2))).isTrue();
        assertThat(add(page(1000, 1, 3))).isTrue();
        assertThat(paging.items()).containsExactly("t0", "t1", "t2");
    }

    @Test
    void idSeenTwice_countsOnce_withItsFirstItem() {
        add("{\"total_number\":3,\"tasks\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"a\"}]}");
        assertThat(paging.items()).containsExactly("a", "b");
    }

    @Test
    void total_isNotBelieved_whenItIsTooSmallForOnePage() {
        assertThat(add(page(1, 0, 3))).isFalse();
        assertThat(paging.items()).hasSize(3);
        assertThat(paging.total()).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "-1", "\"many\"", "1.5", "\"\"", "{}"})
    void unreadableTotal_isCounted_andTheListingEndsAtAnEmptyPage(String total) {
        assertThat(add(page(total, 0, 2))).isTrue();
        assertThat(add(page(total, 2, 2))).isFalse();
        assertThat(paging.items()).hasSize(2);
        assertThat(paging.total()).isEmpty();
        assertThat(unreadable).containsOnly("total_number");
    }

    @Test
    void missingTotal_isCounted() {
        assertThat(add("{\"tasks\":[{\"id\":\"a\"}]}")).isTrue();
        assertThat(unreadable).containsExactly("total_number");
    }

    @Test
    void totalAsText_isRead() {
        assertThat(add(page("\"2\"", 0, 2))).isFalse();
        assertThat(paging.total()).hasValue(2);
        assertThat(unreadable).isEmpty();
    }

    @Test
    void listing_ends_after100Pages() {
        int pages = 0;
        boolean more = true;
        while (more) {
            more = add(page(Long.MAX_VALUE, pages * 50, pages * 50 + 50));
            pages++;
        }
        assertThat(pages).isEqualTo(100);
        assertThat(paging.items()).hasSize(5000);
    }

    @Test
    void listingOfInstances_goesOnUpToItsTotal() {
        assertThat(pagesOfInstances(10_000, 500)).isEqualTo(200);
        assertThat(pagesOfInstances(20_000, 500)).isEqualTo(400);
    }

    @Test
    void listingOfInstances_ends_after100Pages_whenItsTotalIsImplausible() {
        assertThat(pagesOfInstances(20_001, 500)).isEqualTo(100);
    }

    /** The number of pages of 50 instances that are read, of {@code pages}. */
    private int pagesOfInstances(int total, int pages) {
        PageCollector<String> instances =
                PageCollector.ofInstances(item -> Optional.of(item.identity("id")), Function.identity());
        int read = 1;
        while (read < pages && instances.add(instancesFrom(read * 50, total), unreadable::add)) {
            read++;
        }
        return read;
    }

    private static Buffer instancesFrom(int first, int total) {
        String page = page(total, first, first + 50).replace("tasks", "instances");
        return Buffer.buffer(page.replace("total_number", "instance_num"));
    }

    @Test
    void itemsWithoutId_areLeftOutAndCounted_butTakePartInTheOffset() {
        assertThat(add("{\"total_number\":9,\"tasks\":[{\"id\":\"a\"},{},7,null]}"))
                .isTrue();
        assertThat(paging.items()).containsExactly("a");
        assertThat(paging.offset()).isEqualTo(4);
        assertThat(unreadable).containsExactlyInAnyOrder("tasks", "tasks", "id");
    }

    @Test
    void listing_ends_atAPageWithoutAnyItemThatCanBeUsed() {
        assertThat(add("{\"total_number\":9,\"tasks\":[{},{}]}")).isFalse();
        assertThat(paging.items()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"total_number\":0}",
                "{\"total_number\":\"0\"}",
                "{\"total_number\":0,\"tasks\":null}",
                "{\"total_number\":0,\"tasks\":[]}"
            })
    void listing_isEmpty_whenTheTotalIsZero(String json) {
        assertThat(add(json)).isFalse();
        assertThat(paging.items()).isEmpty();
        assertThat(paging.total()).hasValue(0);
        assertThat(unreadable).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"total_number\":1}",
                "{\"total_number\":1,\"tasks\":null}",
                "{\"total_number\":null,\"tasks\":null}",
                "{\"tasks\":null}",
                "{\"total_number\":0,\"tasks\":{}}",
                "{\"total_number\":0,\"tasks\":\"\"}",
                "{\"total_number\":0,\"tasks\":false}",
                "{\"total_number\":1,\"tasks\":7}"
            })
    void listing_isNone_otherwise(String json) {
        assertThatThrownBy(() -> add(json)).isInstanceOf(DecodeException.class);
    }
}
