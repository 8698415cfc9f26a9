package io.smartconnect.exporter.cloud.json;

import io.vertx.core.json.DecodeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A collector of the pages of one listing. The listing ends at an empty page, at a page without new items, at the
 * total, or after {@value #MOST_PAGES} pages. A repeated id counts once.
 */
public final class Paging<T> {

    static final int MOST_PAGES = 100;

    private final String itemsKey;
    private final List<String> totalKeys;
    private final Function<JsonFields, Optional<T>> decode;
    private final Function<T, String> id;
    private final Map<String, T> items = new LinkedHashMap<>();
    private OptionalLong total = OptionalLong.empty();
    private int offset;
    private int pages;

    /**
     * Creates a listing without pages.
     *
     * @param itemsKey key of the array of items
     * @param totalKey key of the total number of items
     * @param decode decodes an item; empty if the item is unusable
     * @param id returns the unique id of an item
     */
    public Paging(String itemsKey, String totalKey, Function<JsonFields, Optional<T>> decode, Function<T, String> id) {
        this(itemsKey, List.of(totalKey), decode, id);
    }

    /** As the other constructor, for a total with several names; the first name that has a value counts. */
    public Paging(
            String itemsKey, List<String> totalKeys, Function<JsonFields, Optional<T>> decode, Function<T, String> id) {
        this.itemsKey = itemsKey;
        this.totalKeys = List.copyOf(totalKeys);
        this.decode = decode;
        this.id = id;
    }

    /** The index of the first item of the next page. */
    public int offset() {
        return offset;
    }

    /** The total number of items, as reported on the first page. */
    public OptionalLong total() {
        return total;
    }

    /** The items of all pages so far, in the order of the cloud. */
    public List<T> items() {
        return new ArrayList<>(items.values());
    }

    /**
     * Adds the next page and returns true if there may be more. Throws a {@link DecodeException} if it is not a page.
     */
    public boolean add(JsonFields page) {
        OptionalLong all = page.requiredNumber(page.firstOf(totalKeys));
        int found = page.items(itemsKey).orElseGet(() -> none(page, all));
        total = pages == 0 ? all : total;
        int before = items.size();
        for (JsonFields item : page.objects(itemsKey)) {
            decode.apply(item).ifPresent(value -> items.putIfAbsent(id.apply(value), value));
        }
        offset += found;
        pages++;
        boolean reached = all.isPresent() && offset >= all.getAsLong();
        return items.size() > before && !reached && pages < MOST_PAGES;
    }

    private int none(JsonFields page, OptionalLong all) {
        if (page.isNull(itemsKey) && all.isPresent() && all.getAsLong() == 0) {
            return 0;
        }
        throw new DecodeException("\"" + itemsKey + "\" must be an array");
    }
}
