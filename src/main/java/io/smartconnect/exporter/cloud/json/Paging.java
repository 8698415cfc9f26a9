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
 * Collects the pages of one listing. It ends at an empty page, a page with nothing new, when the total is reached, or
 * after {@value #MOST_PAGES} pages, whatever the cloud says of totals. An id that comes twice counts once.
 */
public final class Paging<T> {

    static final int MOST_PAGES = 100;

    private final String itemsKey;
    private final String totalKey;
    private final Function<JsonFields, Optional<T>> decode;
    private final Function<T, String> id;
    private final Map<String, T> items = new LinkedHashMap<>();
    private OptionalLong total = OptionalLong.empty();
    private int offset;
    private int pages;

    /**
     * A listing of which nothing has been read.
     *
     * @param itemsKey key of the array of items
     * @param totalKey key of the number of all items
     * @param decode an item, or nothing when it can't be used
     * @param id what tells an item from the others
     */
    public Paging(String itemsKey, String totalKey, Function<JsonFields, Optional<T>> decode, Function<T, String> id) {
        this.itemsKey = itemsKey;
        this.totalKey = totalKey;
        this.decode = decode;
        this.id = id;
    }

    /** Where the next page begins, counted in items. */
    public int offset() {
        return offset;
    }

    /** How many items there are, as the first page says. */
    public OptionalLong total() {
        return total;
    }

    /** What has been read, in the order of the cloud. */
    public List<T> items() {
        return new ArrayList<>(items.values());
    }

    /** Takes in the next page and says whether there may be more. Throws {@link DecodeException} if it is no page. */
    public boolean add(JsonFields page) {
        OptionalLong all = page.requiredNumber(totalKey);
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
