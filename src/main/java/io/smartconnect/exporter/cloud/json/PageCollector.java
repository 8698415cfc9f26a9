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
 * total, or after {@value #MOST_PAGES} pages; a listing of instances goes on up to its total. A repeated id counts once.
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
    private final boolean isOfInstances;
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
        this(itemsKey, totalKeys, decode, id, false);
    }

    private PageCollector(
            String itemsKey,
            List<String> totalKeys,
            Function<JsonFields, Optional<T>> decode,
            Function<T, String> id,
            boolean isOfInstances) {
        this.itemsKey = itemsKey;
        this.totalKeys = List.copyOf(totalKeys);
        this.factKeys = Stream.concat(totalKeys.stream(), QUOTAS.stream()).collect(Collectors.toUnmodifiableSet());
        this.decode = decode;
        this.id = id;
        this.isOfInstances = isOfInstances;
    }

    /** Creates the listing of the instances of a target, which may be longer than others. */
    public static <T> PageCollector<T> ofInstances(Function<JsonFields, Optional<T>> decode, Function<T, String> id) {
        return new PageCollector<>("instances", List.of("instance_num"), decode, id, true);
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
        AnswerLimit mostBytes = isOfInstances ? AnswerLimit.BYTES_OF_INSTANCES : AnswerLimit.BYTES;
        mostBytes.check(bytes, "bytes in all pages");
        AnswerLimit mostItems = isOfInstances ? AnswerLimit.INSTANCES : AnswerLimit.ITEMS;
        ListingPage<T> page = new ListingPage<>(itemsKey, factKeys, offset, mostItems, decode);
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
        return items.size() > before && !reached && hasPagesLeft();
    }

    /** A plausible total of instances allows more pages, so that none of the instances is silently left out. */
    private boolean hasPagesLeft() {
        boolean isPlausible = total.isPresent() && total.getAsLong() <= AnswerLimit.INSTANCES.most();
        return pages < MOST_PAGES || (isOfInstances && isPlausible);
    }

    private int none(JsonFields page, OptionalLong all) {
        if (page.isNull(itemsKey) && all.isPresent() && all.getAsLong() == 0) {
            return 0;
        }
        throw new DecodeException("\"" + itemsKey + "\" must be an array");
    }
}
