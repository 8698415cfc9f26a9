package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.model.SimulatedProduction;
import io.smartconnect.simulator.model.SimulatedTransfer;
import io.smartconnect.simulator.scenario.InstanceBuilder;
import io.smartconnect.simulator.scenario.Scenario;
import io.smartconnect.simulator.scenario.TaskBuilder;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole chain with real programs, as {@code bin/smart-connect-stack} starts them: clouds with troubles, the exporter,
 * Prometheus with the rules, Alertmanager, and whoever is webhooks. What takes a minute in the rules takes a second here, but a
 * minute of a range is three, so that it spans some polls.
 */
class StackIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration CALM = Duration.ofSeconds(10);

    /** A duration of the rules: of a {@code for} or {@code keep_firing_for}, or of a range or its step. */
    private static final Pattern DURATION = Pattern.compile("(for: |\\[|:)(\\d+)([mhd])\\b");

    private static final Map<String, Duration> UNITS =
            Map.of("m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    /** An address in the output that is not an argument of a command. */
    private static final Pattern LINK = Pattern.compile("(?<!=)http://localhost:\\d+\\S*");

    private static final Pattern RECEIVER = Pattern.compile("(?m)^  - name: (pager|chat)\n");

    private static final String BROKEN = "broken";

    /** The alerts that notify the pager. */
    private static final Set<String> PAGES = Set.of(
            "SmartConnectTaskStalled orders-archive",
            "SmartConnectPartitionFailed returns-archive",
            "SmartConnectTaskFailed legacy-archive",
            "SmartConnectAuthenticationFailing keyless");

    /** The alerts that notify only the chat. */
    private static final Set<String> MESSAGES = Set.of(
            "SmartConnectTaskRewound reviews-archive",
            "SmartConnectQuotaNearlyReached shop",
            "SmartConnectLagUnknown orders-to-standby",
            "SmartConnectPollsFailing " + BROKEN);

    private static final Duration FLUSH = Duration.ofSeconds(5);
    private static final SimulatedProduction STEADY = SimulatedProduction.steady(50);

    @TempDir
    Path directory;

    private final List<Integer> ports = Ports.free(3);

    @Test
    void eachTrouble_notifiesOfItsCause_andTheCauseInhibitsTheRest() throws Exception {
        try (Simulator cloud = Simulator.start(troubles());
                Simulator refusing = Simulator.start(Scenario.builder().build());
                WebhookReceiver webhooks = WebhookReceiver.listen(InetAddress.getLoopbackAddress())) {
            try (TestProcess stack = stack(configuration(webhooks), exporterConfiguration(cloud, refusing))) {
                await("a first poll")
                        .atMost(LIMIT)
                        .until(() -> cloud.requestCount(SimulatedOperation.LIST_TASKS, BROKEN) > 0);
                cloud.add(
                        Fault.on(SimulatedOperation.LIST_TASKS).instance(BROKEN).serverError());
                await("all alerts")
                        .atMost(LIMIT)
                        .failFast(
                                "the stack has ended",
                                () -> assertThat(stack.process().isAlive())
                                        .as(stack::text)
                                        .isTrue())
                        .untilAsserted(() -> {
                            assertThat(webhooks.firing("pager")).containsAll(PAGES);
                            assertThat(webhooks.firing("chat")).containsAll(MESSAGES);
                        });
                await("no other alerts").during(CALM).atMost(LIMIT).untilAsserted(() -> {
                    assertThat(webhooks.firing("pager")).isEqualTo(PAGES);
                    assertThat(webhooks.firing("chat")).isEqualTo(MESSAGES);
                });
                assertRunbookIsServed(webhooks.notifications("pager", "SmartConnectTaskStalled")
                        .get(0));
                assertPrintedLinksAnswer(stack);
                freeze(stack);
                await("the exporter's own alert")
                        .atMost(LIMIT)
                        .untilAsserted(
                                () -> assertThat(webhooks.firing("pager")).contains("SmartConnectExporterDown"));
            }
        }
    }

    private static void assertPrintedLinksAnswer(TestProcess stack) throws Exception {
        List<String> links = LINK.matcher(stack.text())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertThat(links).hasSizeGreaterThanOrEqualTo(2);
        for (String link : links) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(link).isEqualTo(200);
        }
    }

    /** The troubles, and tasks that resemble them: a saw-tooth, a quiet topic, a pause. */
    private static Scenario troubles() {
        return Scenario.builder()
                .instance("shop", StackIT::shop)
                .instance(BROKEN, instance -> dump(instance, "metrics-archive", task -> {}))
                .build();
    }

    private static void shop(InstanceBuilder instance) {
        instance.name("shop").limits(10, 10);
        dump(instance, "clicks-archive", task -> task.topic("clicks", 2, STEADY, SimulatedTransfer.flushing(FLUSH)));
        dump(
                instance,
                "audit-archive",
                task -> task.topic("audit", 2, SimulatedProduction.idle(9), SimulatedTransfer.flushing(FLUSH)));
        dump(
                instance,
                "invoices-archive",
                task -> task.status("PAUSED").topic("invoices", 2, STEADY, SimulatedTransfer.flushing(FLUSH)));
        dump(
                instance,
                "nightly-export",
                task -> task.status("WAITING").topic("stock", 1, STEADY, SimulatedTransfer.flushing(FLUSH)));
        dump(
                instance,
                "orders-archive",
                task -> task.topic("orders", 2, STEADY, SimulatedTransfer.stalledAfter(FLUSH)));
        dump(
                instance,
                "returns-archive",
                task -> task.topic(
                        "returns",
                        topic -> topic.partition(0, STEADY, SimulatedTransfer.flushing(FLUSH))
                                .partition(1, "FAILED", STEADY, SimulatedTransfer.flushing(FLUSH))));
        dump(
                instance,
                "legacy-archive",
                task -> task.status("FAILED").topic("legacy", 1, STEADY, SimulatedTransfer.flushing(FLUSH)));
        dump(
                instance,
                "reviews-archive",
                task -> task.resetEvery(Duration.ofSeconds(70))
                        .catchUp(40_000)
                        .topic("reviews", 1, STEADY, SimulatedTransfer.flushing(FLUSH)));
        instance.replication("orders-to-standby", "orders-to-standby", task -> task.topics("orders"));
    }

    private static void dump(InstanceBuilder instance, String name, Consumer<TaskBuilder> description) {
        instance.obs(name, name, description.andThen(task -> task.deliverInterval(FLUSH)));
    }

    private Path exporterConfiguration(Simulator cloud, Simulator refusing) throws IOException {
        return Files.writeString(directory.resolve("exporter.conf"), """
                smart-connect-exporter {
                  poll.interval = 5s
                  api.max-requests-per-second = 100
                  targets = [%s, %s]
                }
                """.formatted(
                        target("prod", cloud, cloud.secretKey()), target("keyless", refusing, "wrong")));
    }

    private static String target(String name, Simulator cloud, String secretKey) {
        return """
                {
                  name = "%s", region = "eu-west-101", endpoint = "%s", project-id = "%s"
                  credentials { access-key = "%s", secret-key = "%s" }
                }""".formatted(name, cloud.url(), cloud.projectId(), cloud.accessKey(), secretKey);
    }

    /** A copy of the repository's, with webhooks behind the receivers and with shorter times. */
    private Path configuration(WebhookReceiver webhooks) throws IOException {
        Path copy = directory.resolve("config");
        edited(
                copy,
                "prometheus/prometheus.yml",
                text -> text.replaceAll("_interval: \\w+", "_interval: 1s")
                        .replaceAll("_timeout: \\w+", "_timeout: 1s"));
        for (String rules : List.of("recording", "alerts")) {
            edited(copy, "prometheus/rules/" + rules + ".yml", StackIT::shortened);
        }
        edited(
                copy,
                "alertmanager/alertmanager.yml",
                text -> RECEIVER.matcher(text.replaceAll("(group_wait|group_interval): \\w+", "$1: 1s"))
                        .replaceAll(receiver -> receiver.group() + "    webhook_configs: [{url: \""
                                + webhooks.webhook("127.0.0.1", receiver.group(1)) + "\"}]\n"));
        return copy;
    }

    private static void edited(Path copy, String file, UnaryOperator<String> edit) throws IOException {
        String original = Files.readString(Path.of("config").resolve(file));
        Path target = copy.resolve(file);
        Files.createDirectories(target.getParent());
        assertThat(edit.apply(original)).as(file).isNotEqualTo(original);
        Files.writeString(target, edit.apply(original));
    }

    private static String shortened(String rules) {
        return DURATION.matcher(rules).replaceAll(found -> {
            int divisor = found.group(1).equals("for: ") ? 60 : 20;
            Duration whole = UNITS.get(found.group(3)).multipliedBy(Long.parseLong(found.group(2)));
            return found.group(1) + whole.dividedBy(divisor).toSeconds() + "s";
        });
    }

    private static void assertRunbookIsServed(JsonObject alert) throws Exception {
        URI runbook = URI.create(alert.getJsonObject("annotations").getString("runbook_url"));
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(runbook).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.body()).as(runbook.toString()).startsWith("# SmartConnectTaskStalled");
    }

    /** Stops the exporter from doing anything, as a machine without memory would, until the stack is closed. */
    private static void freeze(TestProcess stack) throws Exception {
        ProcessHandle exporter = stack.process()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow();
        new ProcessBuilder("kill", "-STOP", Long.toString(exporter.pid()))
                .start()
                .waitFor();
    }

    private TestProcess stack(Path configuration, Path exporter) throws IOException {
        return TestProcess.of(
                directory.resolve("stack.log"),
                List.of("bin/smart-connect-stack", "serve", "--config.file=" + exporter),
                Map.of(
                        "STACK_CONFIG", configuration.toString(),
                        "STACK_DATA", directory.resolve("data").toString(),
                        "EXPORTER_PORT", ports.get(0).toString(),
                        "PROMETHEUS_PORT", ports.get(1).toString(),
                        "ALERTMANAGER_PORT", ports.get(2).toString()));
    }
}
