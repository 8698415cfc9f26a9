package io.smartconnect.exporter.cloud.json;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A collector of the pages of one listing. The listing ends at an empty page, at a page without new items, at the
 * total, or after {@value #MOST_PAGES} pages. A repeated id counts once.
 */
public final class PageCollector<T> {

    static final int MOST_PAGES = 100;

    /** Fields of the listings of tasks. */
    private static final List<String> QUOTAS = List.of("max_tasks", "quota_tasks");

    private final String itemsKey;
    private final List<String> totalKeys;
    private final Set<String> factKeys;
    private final Function<JsonFields, Optional<T>> decode;
    private final Function<T, String> id;
    private final Map<String, T> items = new LinkedHashMap<>();
    private OptionalLong total = OptionalLong.empty();
    private JsonFields firstPage = JsonFields.nothing();
    private long bytes;
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
    public PageCollector(
            String itemsKey, String totalKey, Function<JsonFields, Optional<T>> decode, Function<T, String> id) {
        this(itemsKey, List.of(totalKey), decode, id);
    }

    /** As the other constructor, for a total with several names; the first name that has a value counts. */
    public PageCollector(
            String itemsKey, List<String> totalKeys, Function<JsonFields, Optional<T>> decode, Function<T, String> id) {
        this.itemsKey = itemsKey;
        this.totalKeys = List.copyOf(totalKeys);
        this.factKeys = Stream.concat(totalKeys.stream(), QUOTAS.stream()).collect(Collectors.toUnmodifiableSet());
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

    /** The totals and quotas of the first page; of an empty object before the first page. */
    public JsonFields firstPage() {
        return firstPage;
    }

    /**
     * Adds the next page and returns true if there may be more. Reports unreadable values to {@code unreadable}. Throws a {@link
     * DecodeException} if it is not a page, or if the listing exceeds an {@link AnswerLimit}.
     */
    public boolean add(Buffer body, Consumer<String> unreadable) {
        bytes += body.length();
        AnswerLimit.BYTES.check(bytes, "bytes in all pages");
        ListingPage<T> page = new ListingPage<>(itemsKey, factKeys, offset, decode);
        page.read(body);
        JsonFields facts = page.facts(unreadable);
        OptionalLong all = facts.requiredNumber(facts.firstOf(totalKeys));
        int found = page.found().orElseGet(() -> none(facts, all));
        page.report(unreadable);
        int before = items.size();
        page.items().forEach(value -> items.putIfAbsent(id.apply(value), value));
        if (pages == 0) {
            total = all;
            firstPage = facts;
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
