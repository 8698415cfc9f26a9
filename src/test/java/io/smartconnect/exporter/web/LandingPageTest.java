package io.smartconnect.exporter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.metrics.Body;
import io.smartconnect.exporter.snapshot.Snapshot;
import io.vertx.core.Future;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

class LandingPageTest {

    @Test
    void page_linksToTheEndpoints() throws Exception {
        NodeList links = parse(Samples.healthy()).getElementsByTagName("a");

        assertThat(IntStream.range(0, links.getLength())
                        .mapToObj(i -> links.item(i)
                                .getAttributes()
                                .getNamedItem("href")
                                .getNodeValue()))
                .containsExactly("./custom/metrics", "./api/v1/tasks", "./-/healthy", "./-/ready");
    }

    @Test
    void page_saysWhatItIs() throws Exception {
        assertThat(texts(parse(Samples.healthy()), "h1")).containsExactly("smart-connect-exporter 1.2.3");
    }

    @Test
    void page_isFine_beforeTheFirstPoll() throws Exception {
        Document page = parse(Samples.beforeTheFirstPoll());

        assertThat(rows(page)).containsExactly("prod https://dms.prod.example.com waiting 0 never");
        assertThat(texts(page, "p")).contains("No instances known yet.");
    }

    @Test
    void page_showsWhatNeedsAttentionFirst() throws Exception {
        assertThat(rows(parse(Samples.troubled())))
                .containsExactly(
                        "staging https://dms.staging.example.com down 0 never",
                        "denied: 403 from list_instances",
                        "lab https://dms.lab.example.com waiting 0 never",
                        "prod https://dms.prod.example.com up 3 15 s ago",
                        "billing 1b2c3d4e down prod 98 s ago unknown Smart Connect 17 of 18 17 of 18 Dump 2 of 9 2 of 9",
                        "timeout: no answer",
                        "fresh 2c3d4e5f waiting prod never unknown",
                        "orders 0a1b2c3d up prod 15 s ago 7 Smart Connect 7 of 18 7 of 18 Dump 2 of 9 2 of 9",
                        "RUNNING 20",
                        "PAUSED 4");
    }

    @Test
    void page_countsTheRest_whenThereAreManyInstances() throws Exception {
        Document page = parse(Samples.withInstances(540));

        assertThat(rows(page)).filteredOn(row -> row.startsWith("name-")).hasSize(200);
        assertThat(texts(page, "p")).contains("and 340 more instances");
    }

    @Test
    void policy_allowsTheStyleOfThePage_andNothingElse() throws Exception {
        String page = page(Samples.healthy()).body().pieces().next().toString();
        String style = page.substring(page.indexOf("<style>") + "<style>".length(), page.indexOf("</style>"));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));

        assertThat(page(Samples.healthy()).headers().get("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'sha256-"
                        + Base64.getEncoder().encodeToString(hash) + "';");
    }

    @Test
    void text_isCut_whenTooLong() throws Exception {
        String longest = "\uD83D\uDE80".repeat(300);

        assertThat(texts(parse(Samples.saying(longest)), "code")).contains(longest);
        assertThat(texts(parse(Samples.saying(longest + "x")), "code")).contains(longest + "…");
    }

    @Property(tries = 200)
    void hostileText_staysText(@ForAll("hostile") String text) throws Exception {
        Document page = parse(Samples.saying(text));

        assertThat(texts(page, "code")).contains(readable(text));
        assertThat(elements(page)).isEqualTo(elements(parse(Samples.saying("harmless"))));
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
                .map(parts -> String.join("", parts));
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

    private static Document parse(Snapshot snapshot) throws Exception {
        byte[] html = page(snapshot).body().pieces().next().getBytes();
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(html));
    }

    private static Answer page(Snapshot snapshot) {
        Sources sources = new Sources(
                (format, gzip) -> Future.succeededFuture(Body.of(List.of())),
                Optional::empty,
                Optional::empty,
                () -> snapshot,
                "1.2.3",
                () -> Samples.NOW.plusSeconds(3));
        return new LandingPage(sources, "/custom/metrics").answer();
    }
}
