package io.smartconnect.exporter.cloud.json;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A streaming reader of one page of a listing. It decodes each item before it reads the next one, so that a page of many items
 * needs little memory. The last of repeated keys counts.
 */
final class ListingPage<T> {

    private final String itemsKey;
    private final Set<String> factKeys;
    private final int before;
    private final AnswerLimit mostItems;
    private final Function<JsonFields, Optional<T>> decode;
    private final Map<String, @Nullable Object> facts = new HashMap<>();
    private ResponseAnomalies anomalies = new ResponseAnomalies();
    private List<T> items = new ArrayList<>();
    private OptionalInt found = OptionalInt.empty();

    /**
     * A page before it is read.
     *
     * @param factKeys keys of the other fields to read; the rest is skipped
     * @param before the number of items of the pages before
     * @param mostItems the limit of the items of all pages
     */
    ListingPage(
            String itemsKey,
            Set<String> factKeys,
            int before,
            AnswerLimit mostItems,
            Function<JsonFields, Optional<T>> decode) {
        this.itemsKey = itemsKey;
        this.factKeys = factKeys;
        this.before = before;
        this.mostItems = mostItems;
        this.decode = decode;
    }

    /** Reads {@code body}. */
    void read(Buffer body) {
        JsonStream.read(body, stream -> key -> field(key, stream));
    }

    /** The items that could be decoded. */
    List<T> items() {
        return items;
    }

    /** The number of all items; empty if there is no array of them. */
    OptionalInt found() {
        return found;
    }

    /** The other fields; unreadable ones are reported to {@code unreadable}. */
    JsonFields facts(Consumer<String> unreadable) {
        return new JsonFields(new JsonObject(facts), unreadable);
    }

    /** Reports the unreadable values of the items. */
    void report(Consumer<String> unreadable) {
        anomalies.report(unreadable, () -> {});
    }

    private void field(String key, JsonStream stream) throws IOException {
        if (key.equals(itemsKey)) {
            anomalies = new ResponseAnomalies();
            items = new ArrayList<>();
            found = OptionalInt.empty();
            facts.remove(key);
        }
        if (key.equals(itemsKey) && stream.isArray()) {
            items(stream);
        } else if (key.equals(itemsKey) || factKeys.contains(key)) {
            facts.put(key, stream.value());
        } else {
            stream.skip();
        }
    }

    private void items(JsonStream stream) throws IOException {
        int count = 0;
        while (stream.nextItem()) {
            mostItems.check(before + ++count, itemsKey);
            if (stream.isObject()) {
                decode.apply(new JsonFields(stream.item(), anomalies::unreadable))
                        .ifPresent(items::add);
            } else {
                anomalies.unreadable(itemsKey);
                stream.skip();
            }
        }
        found = OptionalInt.of(count);
    }
}
