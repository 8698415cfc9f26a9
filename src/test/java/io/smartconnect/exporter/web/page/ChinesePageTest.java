package io.smartconnect.exporter.web.page;

import static io.smartconnect.exporter.web.JudgedTasks.NOW;
import static io.smartconnect.exporter.web.JudgedTasks.bare;
import static io.smartconnect.exporter.web.JudgedTasks.instance;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.snapshot.Snapshot;
import io.smartconnect.exporter.snapshot.Standby;
import io.smartconnect.exporter.snapshot.progress.Health;
import io.smartconnect.exporter.web.JudgedTasks;
import io.smartconnect.exporter.web.WebSamples;
import io.smartconnect.exporter.web.api.TaskSelection;
import io.smartconnect.exporter.web.html.PageLanguage;
import io.smartconnect.exporter.web.http.HttpAnswer;
import io.smartconnect.exporter.web.page.link.ExternalLinks;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages in Chinese. */
class ChinesePageTest {

    private static final PageLayout.PageView CHINESE =
            new PageLayout.PageView(PageLanguage.CHINESE, new ExternalLinks(List.of()), NOW.plusSeconds(3), false);

    /** Names of products, and values that are the same in every language. */
    private static final Set<String> LATIN = Set.of(
            "smart",
            "connect",
            "exporter",
            "Smart",
            "Connect",
            "Kafka",
            "Prometheus",
            "Exporter",
            "Topic",
            "Worker",
            "JSON",
            "ID",
            "UTC",
            "CES",
            "API");

    private static final Pattern WORD = Pattern.compile("[A-Za-z]{2,}");

    private static final Pattern SHOWN =
            Pattern.compile(">([^<>]+)<|(?:aria-label|placeholder|data-label)=\"([^\"]+)\"");

    @ParameterizedTest
    @MethodSource("pages")
    void page_hasNoEnglishWord(PageLayout.PageContent content, Set<String> data) {
        Set<String> english = new TreeSet<>();
        SHOWN.matcher(html(content).replaceAll("<(style|script)>[^<]*</", "<"))
                .results()
                .flatMap(text -> WORD.matcher(text.group()
                                .replaceAll("^(aria-label|placeholder|data-label)=", "")
                                .replaceAll("&[a-z]+;", " "))
                        .results())
                .map(word -> word.group())
                .filter(word -> !LATIN.contains(word) && !data.contains(word))
                .forEach(english::add);

        assertThat(english).isEmpty();
    }

    static Stream<Arguments> pages() {
        Set<String> targets = Set.of(
                "prod",
                "https",
                "dms",
                "example",
                "com",
                "orders",
                "task",
                "RUNNING",
                "PAUSED",
                "billing",
                "timeout",
                "no",
                "answer",
                "fresh",
                "denied",
                "from",
                "staging",
                "lab",
                "name",
                "id",
                "list",
                "instances");
        Set<String> eye = Set.of(
                "prod",
                "https",
                "dms",
                "example",
                "com",
                "the",
                "permission",
                "ces",
                "metricData",
                "list",
                "is",
                "missing",
                "docs",
                "permissions",
                "md",
                "query",
                "cloud",
                "eye");
        Set<String> tasks = Set.of(
                "nightly",
                "mirror",
                "orders",
                "because",
                "stalled",
                "warn",
                "RUNNING",
                "new",
                "prod",
                "ok",
                "dump",
                "replicate",
                "obs",
                "bucket",
                "path",
                "latest",
                "kafka",
                "pull");
        Snapshot several = JudgedTasks.snapshot(instance(
                "i-1", "orders", JudgedTasks.replication("t-1"), JudgedTasks.endangeredDump("t-2"), bare("new")));
        Snapshot worst = JudgedTasks.worstToUnjudged();
        return Stream.of(
                Arguments.of(overview(WebSamples.troubled(), ""), targets),
                Arguments.of(overview(WebSamples.troubled(), "only=trouble"), targets),
                Arguments.of(overview(WebSamples.beforeTheFirstPoll(), ""), targets),
                Arguments.of(overview(WebSamples.withInstances(540), "q=nothing"), targets),
                Arguments.of(overview(WebSamples.withInstances(540), "from=100"), targets),
                Arguments.of(overview(WebSamples.deniedCloudEye(), ""), eye),
                Arguments.of(overview(worst, "sort=lag"), tasks),
                Arguments.of(overview(several, "health=warn"), tasks),
                Arguments.of(task(several, 0), tasks),
                Arguments.of(task(several, 1), tasks),
                Arguments.of(task(worst, 0), tasks),
                Arguments.of(task(worst, 1), tasks),
                Arguments.of(task(JudgedTasks.large(120), 0), tasks),
                Arguments.of(Pages.missing("t", Optional.empty(), PageLanguage.CHINESE.words()), Set.of()),
                Arguments.of(Pages.missing("t", Optional.of(Standby.UNKNOWN), PageLanguage.CHINESE.words()), Set.of()),
                Arguments.of(overview(Snapshot.of(Standby.UNKNOWN, NOW), ""), Set.of()),
                Arguments.of(Pages.choice(TaskSelection.ALL.from(worst), PageLanguage.CHINESE.words()), tasks));
    }

    @Test
    void page_isInChinese() {
        HttpAnswer page =
                new PageLayout("1.2.3", "/metrics").answer(overview(JudgedTasks.worstToUnjudged(), ""), CHINESE);

        assertThat(page.headers())
                .containsEntry("Content-Language", "zh-CN")
                .containsEntry("Vary", "Accept-Encoding, Accept-Language");
        assertThat(html(overview(JudgedTasks.worstToUnjudged(), "")))
                .contains("<html lang=\"zh-CN\">", "<p>1 个任务停滞</p>", "消息积压", "24s 前")
                .contains("<option value=\"stalled\">停滞 (1)</option>");
        assertThat(html(overview(JudgedTasks.snapshot(instance("i", "", JudgedTasks.dump("t", Health.OK))), "")))
                .contains("一切正常");
    }

    private static PageLayout.PageContent overview(Snapshot snapshot, String query) {
        MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
        if (!query.isEmpty()) {
            parameters.add(query.replaceFirst("=.*", ""), query.replaceFirst(".*=", ""));
        }
        return Pages.overview(snapshot, TaskFilter.of(parameters), CHINESE);
    }

    private static PageLayout.PageContent task(Snapshot snapshot, int index) {
        return Pages.task(TaskSelection.ALL.from(snapshot).get(index), 0, CHINESE);
    }

    private static String html(PageLayout.PageContent content) {
        Buffer html = Buffer.buffer();
        new PageLayout("1.2.3", "/metrics")
                .answer(content, CHINESE)
                .body()
                .pieces()
                .forEachRemaining(html::appendBuffer);
        return html.toString(UTF_8);
    }
}
