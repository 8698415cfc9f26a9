package io.smartconnect.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.Scenario;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages in a real browser. */
class PageIT {

    private static final String AXE = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

    /** Runs nothing unless a page has a hole. */
    private static final String HOSTILE =
            "\"'></a><script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>";

    private static final String HOSTILE_ID = "a/b?c=d&e=\"f\" <g>%";

    private static final Scenario SCENARIO = Scenario.builder("pages")
            .instance("i-1", instance -> {
                instance.name("shop").limits(18, 18);
                for (String id : List.of("orders", "clicks", "shared")) {
                    instance.obs(
                            id,
                            id + "-archive",
                            task -> task.topic(
                                    id,
                                    3,
                                    SimulatedProduction.steady(10),
                                    SimulatedTransfer.behind(Duration.ofSeconds(8))));
                }
                instance.obs("odd", "odd-archive", task -> task.status("UNASSIGNED"));
                instance.replication(HOSTILE_ID, HOSTILE, task -> task.topics(HOSTILE));
            })
            .instance(
                    "i-2",
                    instance -> instance.name(HOSTILE)
                            .replication("shared", "shared-mirror", task -> task.topics("alarms")))
            .build();

    @TempDir
    static Path profile;

    private static Simulator simulator;
    private static ExporterProcess exporter;
    private static Chromium chromium;

    private Chromium.Tab tab;

    @BeforeAll
    static void start() throws IOException {
        simulator = Simulator.start(SCENARIO);
        Map<String, String> environment = new HashMap<>(ExporterProcess.targeting(simulator));
        environment.put("SMART_CONNECT_POLL_INTERVAL", "5s");
        exporter = ExporterProcess.start(environment, "serve").ready();
        chromium = Chromium.start(profile);
    }

    @AfterAll
    static void stop() {
        chromium.close();
        exporter.close();
        simulator.close();
    }

    @BeforeEach
    void newTab() {
        tab = chromium.tab();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/tasks/orders"})
    void page_isRefreshed_withoutAComplaint_andWithoutARequestElsewhere(String path) {
        tab.open(uri(path));
        Object made = madeAt();
        until(() -> !madeAt().equals(made));

        assertThat(tab.complaints()).isEmpty();
        assertThat(tab.requests())
                .hasSizeGreaterThan(1)
                .allMatch(
                        request -> request.startsWith(uri("/").toString()) || request.startsWith("data:image/svg+xml"));
    }

    @Test
    void row_changesInPlace_whenATaskIsPaused() {
        tab.open(uri("/"));
        tab.value("window.loaded = 'once'");
        tab.focus("tr[data-key='i-1 clicks'] a");
        simulator.pauseTask("i-1", "clicks");

        until(() -> tab.texts("tr[data-key='i-1 clicks']").get(0).contains("paused"));
        assertThat(tab.value("window.loaded")).isEqualTo("once");
        assertThat(tab.value("document.activeElement.textContent")).isEqualTo("clicks-archive");
        simulator.resumeTask("i-1", "clicks");
    }

    @Test
    void details_and_scrollPosition_stay_whenThePageIsRefreshed() {
        tab.open(uri("/tasks/orders"));
        tab.value("document.querySelector('tr[data-key=\"samples orders 1\"] details').open = true");
        tab.value("scrollTo(0, 100)");
        String last = "tr[data-key='samples orders 1'] tbody tr:last-child";
        String before = tab.texts(last).get(0);

        until(() -> !tab.texts(last).get(0).equals(before));
        assertThat(tab.value("document.querySelectorAll('details[open]').length"))
                .isEqualTo(1);
        assertThat(tab.value("scrollY")).isEqualTo(100);
    }

    @Test
    void page_isWhole_withoutScript() {
        tab.ask("Emulation.setScriptExecutionDisabled", "value", true);
        tab.open(uri("/"));
        assertThat(tab.texts(".news")).first().asString().startsWith("1 task failed");
        assertThat(tab.texts("tr[data-key='i-1 odd']")).first().asString().contains("odd-archive", "UNASSIGNED");
        assertThat(tab.texts("noscript")).containsExactly("Reload the page to update it.");

        long loads = tab.count("Page.loadEventFired");
        tab.focus("input");
        tab.type("SHOP odd");
        tab.press("Enter", 13);
        tab.awaitLoadAfter(loads);

        assertThat(tab.texts("tbody tr[data-key^='i-1 '] a")).containsExactly("odd-archive");
        assertThat(tab.value("location.search")).isEqualTo("?q=SHOP+odd&health=");
    }

    @Test
    void filter_worksInPlace_byKeyboardAlone() {
        tab.open(uri("/"));
        tab.value("window.loaded = 'once'");
        until(() -> {
            tab.press("Tab", 9);
            return tab.value("document.activeElement.name").equals("q");
        });
        assertThat(tab.value("document.activeElement.matches(':focus-visible')"))
                .isEqualTo(true);
        tab.type("orders");

        until(() -> tab.texts("main h2").get(0).equals("Tasks 1 of 6"));
        assertThat(tab.texts("tr[data-key^='i-1 '] a")).containsExactly("orders-archive");
        assertThat(tab.value("location.search")).isEqualTo("?q=orders");
        assertThat(tab.value("document.activeElement.value")).isEqualTo("orders");
        assertThat(tab.value("window.loaded")).isEqualTo("once");
    }

    @Test
    void skipLink_isTheFirstStop_andLeadsToTheContent() {
        tab.open(uri("/"));
        tab.press("Tab", 9);
        assertThat(tab.value("document.activeElement.className")).isEqualTo("skip");

        tab.press("Enter", 13);
        until(() -> tab.value("document.activeElement.id").equals("main"));
    }

    @Test
    void hostileNames_doNothing_andStillLead() {
        tab.open(uri("/"));
        Object made = madeAt();
        until(() -> !madeAt().equals(made));
        assertHarmless();
        assertThat(tab.texts("tbody a")).contains(HOSTILE);

        long loads = tab.count("Page.loadEventFired");
        tab.value("[...document.querySelectorAll('tbody a')].find(a => a.href.includes('%26')).click()");
        tab.awaitLoadAfter(loads);
        assertThat(tab.texts("h1")).containsExactly(HOSTILE);
        assertThat(tab.texts("dd")).contains(HOSTILE_ID);
        assertHarmless();

        tab.open(uri("/tasks/" + URLEncoder.encode(HOSTILE, UTF_8)));
        assertThat(tab.texts("h1")).containsExactly("No such task");
        assertThat(tab.value("[typeof window.hacked, document.images.length].join()"))
                .isEqualTo("undefined,0");
    }

    private void assertHarmless() {
        assertThat(tab.value("[typeof window.hacked, document.images.length].join()"))
                .isEqualTo("undefined,0");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void page_saysSinceWhenItIsStale_whileTheExporterIsAway() {
        tab.open(uri("/"));
        offline(true);
        until(() -> tab.texts("#stale").get(0).startsWith("Not refreshed since "));

        offline(false);
        until(() -> tab.texts("#stale").get(0).isEmpty());
    }

    private void offline(boolean offline) {
        tab.ask(
                "Network.emulateNetworkConditions",
                "offline",
                offline,
                "latency",
                0,
                "downloadThroughput",
                -1,
                "uploadThroughput",
                -1);
    }

    @Test
    void hiddenPage_waits_untilItIsSeen() {
        tab.ask("Page.addScriptToEvaluateOnNewDocument", "source", """
                window.timers = 0;
                window.hides = true;
                Object.defineProperty(document, 'hidden', { get: () => window.hides });
                const setTimeoutOfTheBrowser = window.setTimeout;
                window.setTimeout = (...given) => { window.timers++; return setTimeoutOfTheBrowser(...given); };
                """);
        tab.open(uri("/"));
        assertThat(tab.value("timers")).isEqualTo(0);
        Object made = madeAt();

        tab.value("window.hides = false; document.dispatchEvent(new Event('visibilitychange')); 0");
        until(() -> !madeAt().equals(made));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/tasks/orders", "/tasks/shared", "/tasks/none"})
    void page_fitsAPhone(String path) {
        tab.ask(
                "Emulation.setDeviceMetricsOverride",
                "width",
                360,
                "height",
                740,
                "deviceScaleFactor",
                2,
                "mobile",
                true);
        tab.open(uri(path));
        openDetails();

        assertThat(tab.value("innerWidth")).isEqualTo(360);
        assertThat(tab.value("document.documentElement.scrollWidth")).isEqualTo(360);
    }

    @ParameterizedTest
    @CsvSource({
        "light, /", "light, /tasks/orders", "light, /tasks/shared", "light, /tasks/none",
        "dark, /", "dark, /tasks/orders", "dark, /tasks/shared", "dark, /tasks/none",
    })
    void page_isAccessible(String colors, String path) throws IOException {
        tab.ask("Page.setBypassCSP", "enabled", true);
        JsonObject scheme = new JsonObject().put("name", "prefers-color-scheme").put("value", colors);
        tab.ask("Emulation.setEmulatedMedia", "features", new JsonArray().add(scheme));
        tab.open(uri(path));
        openDetails();
        tab.value(axe() + "; 0");

        assertThat(tab.value("matchMedia('(prefers-color-scheme: dark)').matches"))
                .isEqualTo(colors.equals("dark"));
        JsonObject found = (JsonObject) tab.value("axe.run().then(found => ({ passes: found.passes.length,"
                + " violations: found.violations.map(each => each.id + ': ' + each.nodes.map(node => node.html)) }))");
        assertThat(found.getJsonArray("violations")).isEmpty();
        assertThat(found.getInteger("passes")).isGreaterThan(10);
    }

    private void openDetails() {
        tab.value("document.querySelectorAll('details').forEach(each => { each.open = true; })");
    }

    private static String axe() throws IOException {
        try (InputStream script = PageIT.class.getClassLoader().getResourceAsStream(AXE)) {
            assertThat(script).as(AXE).isNotNull();
            return new String(script.readAllBytes(), UTF_8);
        }
    }

    /** When the page that is shown was made, to the nanosecond. */
    private Object madeAt() {
        return tab.value("document.querySelector('footer time').dateTime");
    }

    private static void until(BooleanSupplier condition) {
        await().atMost(Program.PATIENCE).until(condition::getAsBoolean);
    }

    private static URI uri(String path) {
        return exporter.uri(path);
    }
}
