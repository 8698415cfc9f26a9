package io.smartconnect.exporter.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.snapshot.task.RetentionRisk;
import io.smartconnect.exporter.snapshot.task.TransferRates;
import io.smartconnect.exporter.web.JudgedTasks;
import io.smartconnect.exporter.web.WebSamples;
import io.smartconnect.exporter.web.html.LinkTemplate;
import io.smartconnect.exporter.web.html.PageLanguage;
import io.smartconnect.exporter.web.http.HttpAnswer;
import io.smartconnect.exporter.web.page.link.ExternalLinks;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The status page, as it is parsed. */
class OverviewPageTest {

    private static final TaskFilter ALL = TaskFilter.ALL;

    private static final List<LinkTemplate> LINKS = List.of(
            new LinkTemplate("Wiki", "https://wiki.example.com/"),
            new LinkTemplate("Console", "https://console.example.com/?region={region}&id={instance_id}"),
            new LinkTemplate("Runbook", "https://wiki.example.com/{health}#{task_id}"));

    @Test
    void page_linksToTheEndpoints() throws Exception {
        assertThat(links(parse(WebSamples.healthy())))
                .startsWith(
                        "#main",
                        "./",
                        "./custom/metrics",
                        "./api/v1/tasks",
                        "./-/healthy",
                        "./-/ready",
                        ".?health=unknown");
    }

    @Test
    void page_saysWhatItIs() throws Exception {
        assertThat(texts(parse(WebSamples.healthy()), "h1")).containsExactly("smart-connect-exporter 1.2.3");
    }

    @Test
    void page_isFine_beforeTheFirstPoll() throws Exception {
        Document page = parse(WebSamples.beforeTheFirstPoll());

        assertThat(rows(page)).containsExactly("prod https://dms.prod.example.com waiting 0 never");
        assertThat(texts(page, "p"))
                .contains("Waiting for the first poll of 1 target", "No tasks known yet.", "No instances known yet.");
    }

    @Test
    void page_showsWhatNeedsAttentionFirst() throws Exception {
        assertThat(rows(parse(WebSamples.troubled())))
                .filteredOn(row -> !row.startsWith("task-"))
                .containsExactly(
                        "staging https://dms.staging.example.com down 0 never",
                        "denied: 403 from list_instances",
                        "lab https://dms.lab.example.com waiting 0 never",
                        "prod https://dms.prod.example.com up 3 15s ago",
                        "billing 1b2c3d4e down prod 1m 38s ago unknown Smart Connect 17 of 18 17 of 18 Dump 2 of 9 2 of 9",
                        "timeout: no answer",
                        "fresh 2c3d4e5f waiting prod never unknown",
                        "orders 0a1b2c3d up prod 15s ago 7 Smart Connect 7 of 18 7 of 18 Dump 2 of 9 2 of 9");
    }

    @Test
    void page_countsTheRest_whenThereAreManyInstances() throws Exception {
        Document page = parse(WebSamples.withInstances(540));

        assertThat(rows(page)).filteredOn(row -> row.startsWith("name-")).hasSize(200);
        assertThat(texts(page, "p")).contains("and 340 more instances");
    }

    @Test
    void tasks_areTheWorstFirst_eachWithItsReason() throws Exception {
        assertThat(rows(parse(JudgedTasks.worstToUnjudged())))
                .startsWith(
                        "nightly orders stalled RUNNING 1,000,007 ≥ 2m 5s 2.5/s 0/s 24s ago dump API",
                        "because stalled",
                        "new orders unknown no status unknown never",
                        "nightly orders ok RUNNING 0 0s 24s ago dump API");
    }

    @Test
    void tasks_haveDelayMarginAndLoss_andTheSourceOfTheirLag() throws Exception {
        Snapshot snapshot = JudgedTasks.snapshot(JudgedTasks.instance(
                "i-1", "orders", JudgedTasks.replication("t-1"), JudgedTasks.endangeredDump("t-2")));

        assertThat(rows(parse(snapshot)))
                .startsWith(
                        "nightly orders warn RUNNING 10 15m 0s 24s ago dump API",
                        "because warn retention deletes the oldest untransferred message in 15m 0s",
                        "mirror orders warn RUNNING 4,121 1m 35s delay 1m 35s 1h 0m 7 lost 2.5/s 4m 3s ago Cloud Eye",
                        "because warn");
    }

    @Test
    void target_hasTheStateOfItsSourcesOfLag_andTheMissingPermission() throws Exception {
        assertThat(rows(parse(WebSamples.deniedCloudEye())))
                .containsExactly(
                        "prod https://dms.prod.example.com up 1 dump API up consumer group not asked yet Cloud Eye down 15s ago",
                        "Cloud Eye: the permission ces:metricData:list is missing (docs/permissions.md): query_cloud_eye: 403 ces.0017");
        assertThat(parse(WebSamples.deniedCloudEye()).getElementsByTagName("tr").item(1))
                .satisfies(row -> assertThat(attribute(row, "class")).isEqualTo("warn"));
    }

    @Test
    void target_hasTheIntervalOfItsDetails_whenTheRequestRateIsTooLow() throws Exception {
        assertThat(rows(parse(WebSamples.overloaded(Optional.of(Duration.ofSeconds(185))))))
                .containsExactly(
                        "prod https://dms.prod.example.com up 1 15s ago",
                        "the request rate is too low: offsets are read every 3m 5s");
        assertThat(rows(parse(WebSamples.overloaded(Optional.empty()))))
                .contains("the request rate is too low to read offsets");
        assertThat(rows(parse(WebSamples.overloaded(Optional.of(Duration.ofMinutes(1))))))
                .hasSize(1);
    }

    @Test
    void links_areAboutTheirSubject() throws Exception {
        List<String> links = links(parse(page(JudgedTasks.worstToUnjudged(), ALL, LINKS)));

        assertThat(links)
                .filteredOn(link -> link.startsWith("https:"))
                .containsExactly(
                        "https://wiki.example.com/",
                        "https://wiki.example.com/stalled#%C3%A4%2F%3F%25",
                        "https://console.example.com/?region=eu-west-101&id=i-1");
    }

    @Test
    void headline_isWhatIsWrongWithTasks() throws Exception {
        Document page = parse(JudgedTasks.worstToUnjudged());

        assertThat(texts(page, "title")).containsExactly("1 task stalled - smart-connect-exporter");
        assertThat(texts(page, "li")).containsExactly("1 stalled", "1 unknown", "1 ok");
        assertThat(links(page)).contains("./tasks/%C3%A4%2F%3F%25?instance_id=i-1");
    }

    @Test
    void line_showsTheLagOfAllPartitions_alsoInWords() throws Exception {
        Node svg =
                parse(JudgedTasks.worstToUnjudged()).getElementsByTagName("svg").item(0);

        assertThat(attribute(svg, "aria-label"))
                .isEqualTo("Lag within 1m 0s: from 999,997 to 1,000,007 messages, at most 1,000,007");
        assertThat(attribute(svg.getFirstChild(), "points")).isEqualTo("1.0,1.0 119.0,1.0");
    }

    @Test
    void filter_choosesByTextAndHealth_andSaysSo() throws Exception {
        Document page = parse(JudgedTasks.worstToUnjudged(), filter("NIGHT orders", Optional.of(Health.OK), 0));

        assertThat(rows(page)).hasSize(2).first().asString().startsWith("nightly orders ok");
        assertThat(texts(page, "h2")).first().isEqualTo("Tasks 1 of 3");
        assertThat(attribute(page.getElementsByTagName("input").item(0), "value"))
                .isEqualTo("NIGHT orders");
        assertThat(texts(parse(JudgedTasks.worstToUnjudged(), filter("nobody", Optional.empty(), 0)), "p"))
                .contains("No task matches the filter.");
    }

    @Test
    void tasks_areShownInParts_whenThereAreMany() throws Exception {
        Document first = parse(WebSamples.withInstances(540));
        Document last = parse(WebSamples.withInstances(540), filter("", Optional.empty(), 1_600));

        assertThat(rows(first)).filteredOn(row -> row.startsWith("task-")).hasSize(100);
        assertThat(texts(first, "nav")).last().isEqualTo("1 to 100 of 1,620 tasksNext 100");
        assertThat(links(first)).last().isEqualTo(".?from=100");
        assertThat(rows(last)).filteredOn(row -> row.startsWith("task-")).hasSize(20);
        assertThat(links(last)).last().isEqualTo(".?from=1500");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', nightly new nightly, Health descending",
        "health, asc, nightly new nightly, Health ascending",
        "task, '', new nightly nightly, Task ascending",
        "task, desc, nightly nightly new, Task descending",
        "lag, '', nightly nightly new, Lag descending",
        "lag, asc, nightly nightly new, Lag ascending",
    })
    void tasks_areSortedByAColumn_unknownValuesLast(String sort, String order, String tasks, String sorted)
            throws Exception {
        Document page = parse(JudgedTasks.worstToUnjudged(), sorted(TaskOrder.of(sort, order)));

        assertThat(texts(page, "th"))
                .filteredOn(text -> text.endsWith("orders"))
                .extracting(text -> text.replace("orders", ""))
                .containsExactly(tasks.split(" "));
        NodeList heads = page.getElementsByTagName("th");
        assertThat(IntStream.range(0, heads.getLength())
                        .mapToObj(heads::item)
                        .filter(head -> head.getAttributes().getNamedItem("aria-sort") != null)
                        .map(head -> head.getTextContent() + " " + attribute(head, "aria-sort")))
                .containsExactly(sorted);
    }

    @Test
    void heads_linkToTheOtherOrders_andKeepTheFilter() throws Exception {
        TaskFilter filter = new TaskFilter("a b", Optional.of(Health.OK), true, TaskOrder.of("lag", ""), 100);

        assertThat(links(parse(
                        JudgedTasks.snapshot(JudgedTasks.instance(
                                "i",
                                "a b",
                                JudgedTasks.judged(
                                        JudgedTasks.bare("t"),
                                        Health.OK,
                                        TransferRates.UNKNOWN,
                                        new RetentionRisk(OptionalDouble.of(5), OptionalLong.empty())))),
                        filter)))
                .contains(
                        ".?q=a%20b&health=ok&only=trouble&sort=lag&order=asc",
                        ".?q=a%20b&health=ok&only=trouble&sort=task",
                        ".?q=a%20b&health=ok&only=trouble",
                        ".?q=a%20b&health=ok&sort=lag");
        assertThat(filter.hidden()).isEqualTo(Map.of("only", "trouble", "sort", "lag"));
    }

    @Test
    void onlyTrouble_leavesOutWhateverIsWell() throws Exception {
        TaskFilter only = new TaskFilter("", Optional.empty(), true, TaskOrder.WORST_FIRST, 0);

        assertThat(rows(parse(JudgedTasks.worstToUnjudged(), only)))
                .filteredOn(row -> row.startsWith("n"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("nightly orders stalled");
        assertThat(rows(parse(WebSamples.troubled(), only)))
                .containsExactly(
                        "staging https://dms.staging.example.com down 0 never",
                        "denied: 403 from list_instances",
                        "billing 1b2c3d4e down prod 1m 38s ago unknown Smart Connect 17 of 18 17 of 18 Dump 2 of 9 2 of 9",
                        "timeout: no answer");
        assertThat(texts(parse(WebSamples.healthy(), only), "p")).contains("No task is in trouble.", "No trouble.");
        assertThat(texts(parse(JudgedTasks.worstToUnjudged()), "a")).contains("Only trouble (1)");
    }

    private static TaskFilter sorted(TaskOrder order) {
        return new TaskFilter("", Optional.empty(), false, order, 0);
    }

    private static TaskFilter filter(String text, Optional<Health> health, int from) {
        return new TaskFilter(text, health, false, TaskOrder.WORST_FIRST, from);
    }

    @Test
    void policy_allowsTheStyleAndTheScriptOfThePage_andNothingElse() throws Exception {
        String page = page(WebSamples.healthy(), ALL).body().pieces().next().toString();

        assertThat(page(WebSamples.healthy(), ALL).headers().get("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; style-src 'sha256-" + hash(page, "style") + "'; script-src 'sha256-"
                        + hash(page, "script") + "'; connect-src 'self'; img-src data:; form-action 'self'; "
                        + "base-uri 'none'; frame-ancestors 'none'");
    }

    private static String hash(String page, String element) throws Exception {
        String start = "<" + element + ">";
        String source = page.substring(page.indexOf(start) + start.length(), page.indexOf("</" + element + ">"));
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(source.getBytes(UTF_8)));
    }

    @Test
    void text_isCut_whenTooLong() throws Exception {
        String longest = "\uD83D\uDE80".repeat(150);
        String cut = "\uD83D\uDE80".repeat(149) + "…";

        assertThat(texts(parse(WebSamples.saying(longest)), "code")).contains(longest);
        assertThat(texts(parse(WebSamples.saying(longest + "x")), "code")).contains(cut);
    }

    @Property(tries = 200)
    void hostileText_staysText(@ForAll("hostile") String text) throws Exception {
        Document page = parse(WebSamples.saying(text));

        assertThat(texts(page, "code")).contains(readable(text));
        assertThat(elements(page)).isEqualTo(elements(parse(WebSamples.saying("harmless"))));
    }

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> fragments = Arbitraries.of(
                "<script>",
                "</td>",
                "\"",
                "'",
                " onclick=x",
                "&",
                "&lt;",
                "]]>",
                "<!--",
                "\r\n",
                "\u0000",
                "\uD800",
                "\uFFFF");
        return Arbitraries.oneOf(fragments, Arbitraries.strings().ofMaxLength(5))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts))
                .filter(text -> !text.isEmpty());
    }

    /** What a reader gets to see of a text: characters that a page can't hold are replaced. */
    private static String readable(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\uD800-\\uDFFF\\uFFFE\\uFFFF]", "\uFFFD");
    }

    /** The rows of all tables, the texts in each separated by one space. */
    private static List<String> rows(Document page) {
        NodeList rows = page.getElementsByTagName("tr");
        return IntStream.range(0, rows.getLength())
                .mapToObj(rows::item)
                .filter(row -> row.getParentNode().getNodeName().equals("tbody"))
                .map(row -> words(row).strip().replaceAll(" +", " "))
                .toList();
    }

    private static String words(Node node) {
        if (node.getNodeType() == Node.TEXT_NODE) {
            return node.getTextContent() + " ";
        }
        NodeList children = node.getChildNodes();
        return IntStream.range(0, children.getLength())
                .mapToObj(i -> words(children.item(i)))
                .collect(Collectors.joining());
    }

    private static List<String> texts(Document page, String element) {
        NodeList nodes = page.getElementsByTagName(element);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }

    private static List<String> elements(Document page) {
        NodeList nodes = page.getElementsByTagName("*");
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add(
                    nodes.item(i).getNodeName() + nodes.item(i).getAttributes().getLength());
        }
        return elements;
    }

    private static List<String> links(Document page) {
        NodeList links = page.getElementsByTagName("a");
        return IntStream.range(0, links.getLength())
                .mapToObj(i -> attribute(links.item(i), "href"))
                .toList();
    }

    private static String attribute(Node element, String name) {
        return element.getAttributes().getNamedItem(name).getNodeValue();
    }

    private static Document parse(Snapshot snapshot) throws Exception {
        return parse(snapshot, ALL);
    }

    private static Document parse(Snapshot snapshot, TaskFilter filter) throws Exception {
        return parse(page(snapshot, filter, List.of()));
    }

    private static Document parse(HttpAnswer page) throws Exception {
        Buffer html = Buffer.buffer();
        page.body().pieces().forEachRemaining(html::appendBuffer);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(html.getBytes()));
    }

    private static HttpAnswer page(Snapshot snapshot, TaskFilter filter) {
        return page(snapshot, filter, List.of());
    }

    private static HttpAnswer page(Snapshot snapshot, TaskFilter filter, List<LinkTemplate> links) {
        PageLayout.PageView request = new PageLayout.PageView(
                PageLanguage.ENGLISH, new ExternalLinks(links), WebSamples.NOW.plusSeconds(3), false);
        return new PageLayout("1.2.3", "/custom/metrics").answer(Pages.overview(snapshot, filter, request), request);
    }
}
