package io.smartconnect.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.kit.Dashboard.Panel;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds panels and links of the dashboards to the rules of Grafana's linter, and to each other. */
@TestInstance(Lifecycle.PER_CLASS)
class DashboardTest {

    private static final Pattern LINK = Pattern.compile("/d/([\\w-]+)(.*)");
    private static final Pattern PASSED_ON = Pattern.compile("[?&]var-(\\w+)=");

    /** As every dashboard shows them; another color for one of them would mislead. */
    private static final Map<String, String> HEALTH_COLORS = Map.of(
            "ok", "green",
            "paused", "blue",
            "unknown", "#8e8e8e",
            "warn", "yellow",
            "rewound", "orange",
            "stalled", "red",
            "failed", "dark-red");

    static List<Dashboard> dashboards() {
        return Dashboard.all();
    }

    @Test
    void dashboards_areThoseThatTheDocumentsName() {
        assertThat(dashboards())
                .extracting(Dashboard::uid)
                .containsExactly(
                        "smart-connect-capacity",
                        "smart-connect-exporter",
                        "smart-connect-overview",
                        "smart-connect-task");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void dashboard_canBeProvisioned(Dashboard dashboard) {
        JsonObject json = dashboard.json();
        assertThat(json.containsKey("id")).isTrue();
        assertThat(json.getValue("id")).isNull();
        assertThat(dashboard.file()).isEqualTo(dashboard.uid() + ".json");
        assertThat(json.getInteger("schemaVersion")).isBetween(39, 42);
        assertThat(json.getBoolean("editable")).isFalse();
    }

    /** Without inputs, since the data source is a variable. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void dashboard_canBeImported_withoutAQuestion(Dashboard dashboard) {
        assertThat(dashboard.json().containsKey("__inputs")).isFalse();
        Map<String, List<String>> required = Dashboard.objects(dashboard.json().getJsonArray("__requires"))
                .collect(Collectors.groupingBy(
                        each -> each.getString("type"),
                        Collectors.mapping(each -> each.getString("id"), Collectors.toList())));
        assertThat(required.keySet()).containsExactlyInAnyOrder("grafana", "datasource", "panel");
        assertThat(required.get("datasource")).containsExactly("prometheus");
        assertThat(required.get("panel"))
                .doesNotHaveDuplicates()
                .hasSameElementsAs(dashboard.panels().stream()
                        .map(panel -> panel.json().getString("type"))
                        .toList());
    }

    /** An unknown margin is no lost message. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void cells_areRed_onlyForValues(Dashboard dashboard) {
        assertThat(dashboard.panels())
                .filteredOn(panel -> panel.json().getString("type").equals("table"))
                .flatExtracting(panel -> everything(panel.json())
                        .filter(value -> value instanceof JsonObject object && object.containsKey("steps"))
                        .toList())
                .allSatisfy(thresholds -> assertThat(((JsonObject) thresholds)
                                .getJsonArray("steps")
                                .getJsonObject(0)
                                .getString("color"))
                        .doesNotContain("red"));
    }

    /** Grafana divides an axis of seconds by tens: "4.17 mins" is no time that readers know. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void axesOfMinutesAndHours_haveRoundTicks(Dashboard dashboard) {
        assertThat(dashboard.panels())
                .filteredOn(panel -> panel.json().getString("type").equals("timeseries")
                        && panel.title().matches("(Lag time|Time to|Retention margin).*"))
                .allSatisfy(panel -> assertThat(panel.defaults().getString("unit"))
                        .as(panel.title())
                        .isIn("dthms", "suffix:h", "suffix:x"));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void firstVariables_areTheDataSourceTheJobAndTheInstance(Dashboard dashboard) {
        assertThat(dashboard.variableNames()).startsWith("datasource", "job", "instance_id");
        JsonObject datasource = dashboard.variable("datasource");
        assertThat(datasource.getString("type")).isEqualTo("datasource");
        assertThat(datasource.getString("label")).isEqualTo("Data source");
        assertThat(datasource.getString("query")).isEqualTo("prometheus");
    }

    /** So that the links between the dashboards carry the choice. */
    @Test
    void instanceVariable_isTheSameEverywhere_andStandsForEveryInstanceAtFirst() {
        assertThat(dashboards())
                .extracting(dashboard -> dashboard.variable("instance_id"))
                .containsOnly(Dashboard.named("smart-connect-overview").variable("instance_id"));
        JsonObject instance = Dashboard.named("smart-connect-overview").variable("instance_id");
        assertThat(instance.getBoolean("multi")).isTrue();
        assertThat(instance.getBoolean("includeAll")).isTrue();
        assertThat(instance.getString("allValue")).isEqualTo(".+");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void dashboard_leadsToTheOthers_withTheSameChoiceAndTime(Dashboard dashboard) {
        JsonObject links = dashboard.json().getJsonArray("links").getJsonObject(0);
        assertThat(links.getString("type")).isEqualTo("dashboards");
        assertThat(links.getJsonArray("tags")).isEqualTo(JsonArray.of("smart-connect"));
        assertThat(dashboard.json().getJsonArray("tags")).contains("smart-connect");
        assertThat(links.getBoolean("includeVars")).isTrue();
        assertThat(links.getBoolean("keepTime")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void linksInPanels_leadToADashboard_andSetItsVariables(Dashboard dashboard) {
        everything(dashboard.json())
                .filter(value -> value instanceof String text && text.startsWith("/d/"))
                .forEach(url -> assertLinks(url.toString()));
    }

    @Test
    void linksInAlerts_leadToADashboard_andSetItsVariables() throws IOException {
        String alerts = Files.readString(Path.of("config/prometheus/rules/alerts.yml"));
        assertThat(Dashboard.firstGroups(LINK, alerts)).contains("smart-connect-task", "smart-connect-capacity");
        assertLinks(alerts);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_sayWhatTheyShow(Dashboard dashboard) {
        assertThat(dashboard.panels()).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.title()).isNotBlank();
            assertThat(panel.json().getString("description")).as(panel.title()).isNotBlank();
            assertThat(panel.defaults().getString("unit")).as(panel.title()).isNotBlank();
            assertThat(panel.defaults().getString("noValue")).as(panel.title()).isNotBlank();
            assertThat(panel.queries()).as(panel.title()).isNotEmpty();
            assertThat(panel.json().getJsonObject("datasource"))
                    .as(panel.title())
                    .isEqualTo(Dashboard.DATA_SOURCE);
        });
        assertThat(dashboard.queries()).allSatisfy(query -> {
            assertThat(query.expression()).as(query.name()).isNotBlank();
            assertThat(query.target().getJsonObject("datasource"))
                    .as(query.name())
                    .isEqualTo(Dashboard.DATA_SOURCE);
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panels_haveTheirOwnIdTitleAndPlace(Dashboard dashboard) {
        List<Panel> panels = dashboard.panels();
        assertThat(panels).extracting(panel -> panel.json().getInteger("id")).doesNotHaveDuplicates();
        assertThat(panels).extracting(Panel::title).doesNotHaveDuplicates();
        assertThat(panels).allSatisfy(panel -> assertThat(panel.right()).isLessThanOrEqualTo(24));
        List<String> overlaps = new ArrayList<>();
        for (int i = 0; i < panels.size(); i++) {
            Panel one = panels.get(i);
            panels.subList(i + 1, panels.size()).stream()
                    .filter(one::overlaps)
                    .forEach(other -> overlaps.add(one.title() + " / " + other.title()));
        }
        assertThat(overlaps).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void numbers_areGrey_whenThereIsNoData(Dashboard dashboard) {
        assertThat(dashboard.panels())
                .filteredOn(panel -> panel.json().getString("type").equals("stat"))
                .isNotEmpty()
                .allSatisfy(panel -> assertThat(
                                panel.defaults().getJsonArray("mappings").encode())
                        .as(panel.title())
                        .contains("\"match\":\"null+nan\"", "\"color\":\"#8e8e8e\""));
    }

    /** "1.03 Mil" is no unit; Kafka has messages, not records. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void numbers_haveUnitsThatReadersKnow(Dashboard dashboard) {
        assertThat(everything(dashboard.json()).filter(value -> value instanceof String))
                .doesNotContain("short", "recps");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void rows_groupThePanels(Dashboard dashboard) {
        assertThat(dashboard.rows())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(row -> assertThat(row.title()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void scales_areLinear(Dashboard dashboard) {
        assertThat(dashboard.json().encode()).doesNotContain("\"log\":10");
    }

    @Test
    void health_hasTheSameColorsEverywhere() {
        List<JsonObject> mappings = dashboards().stream()
                .flatMap(dashboard -> everything(dashboard.json()))
                .filter(value -> value instanceof JsonObject object && "value".equals(object.getValue("type")))
                .map(JsonObject.class::cast)
                .filter(mapping -> mapping.encode().contains("\"rewound\""))
                .toList();
        assertThat(mappings)
                .hasSize(4)
                .allSatisfy(mapping -> assertThat(colors(mapping)).isEqualTo(HEALTH_COLORS));
    }

    private static Map<String, String> colors(JsonObject mapping) {
        return mapping.getJsonObject("options").stream()
                .map(entry -> (JsonObject) entry.getValue())
                .collect(Collectors.toMap(one -> one.getString("text"), one -> one.getString("color")));
    }

    private static void assertLinks(String text) {
        assertThat(LINK.matcher(text).results())
                .allSatisfy(link -> assertThat(Dashboard.firstGroups(PASSED_ON, link.group(2)))
                        .as(link.group())
                        .isSubsetOf(Dashboard.named(link.group(1)).variableNames()));
    }

    /** {@code json} and all that is in it. */
    private static Stream<Object> everything(Object json) {
        if (json instanceof JsonArray array) {
            return Stream.concat(Stream.of(json), array.stream().flatMap(DashboardTest::everything));
        }
        if (json instanceof JsonObject object) {
            return Stream.concat(Stream.of(json), object.stream().flatMap(entry -> everything(entry.getValue())));
        }
        return Stream.ofNullable(json);
    }
}
