package io.smartconnect;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.Map;
import java.util.Set;

/** The allowed uses between packages. A new package needs a row here; a new arrow needs a reason. */
@AnalyzeClasses(packages = "io.smartconnect", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {

    /** Leaves the tests out, whatever the build directory is. */
    static final class WithoutTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    private static final String ROOT = "io.smartconnect.";

    /** The packages that each package may use; ARCHITECTURE.md has them as a table. */
    static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry(
                    "command",
                    Set.of(
                            "command.online",
                            "command.process",
                            "command.tasks",
                            "exporter",
                            "exporter.cloud.auth",
                            "exporter.cloud.dms",
                            "exporter.config",
                            "exporter.config.reader",
                            "exporter.log",
                            "exporter.web",
                            "exporter.web.tls",
                            "simulator",
                            "simulator.demo",
                            "simulator.scenario")),
            entry(
                    "command.online",
                    Set.of(
                            "command.process",
                            "command.terminal",
                            "exporter.cloud.dms",
                            "exporter.cloud.eye",
                            "exporter.cloud.failure",
                            "exporter.cloud.gate",
                            "exporter.cloud.http",
                            "exporter.cloud.kafka",
                            "exporter.config",
                            "exporter.lag",
                            "exporter.poll",
                            "exporter.snapshot",
                            "exporter.snapshot.task",
                            "exporter.text",
                            "exporter.time")),
            entry("command.process", Set.of("exporter.log")),
            entry(
                    "command.tasks",
                    Set.of(
                            "command.tasks.change",
                            "command.tasks.row",
                            "command.tasks.source",
                            "command.terminal",
                            "exporter.cloud.dms",
                            "exporter.cloud.failure",
                            "exporter.snapshot",
                            "exporter.snapshot.progress",
                            "exporter.snapshot.task",
                            "exporter.text")),
            entry(
                    "command.tasks.change",
                    Set.of("command.terminal", "exporter.cloud.json", "exporter.snapshot.task", "exporter.text")),
            entry(
                    "command.tasks.row",
                    Set.of(
                            "command.terminal",
                            "exporter.snapshot.progress",
                            "exporter.snapshot.task",
                            "exporter.text")),
            entry(
                    "command.tasks.source",
                    Set.of(
                            "command.process",
                            "command.tasks.row",
                            "command.terminal",
                            "exporter",
                            "exporter.cloud.dms",
                            "exporter.cloud.failure",
                            "exporter.cloud.gate",
                            "exporter.cloud.http",
                            "exporter.config",
                            "exporter.config.reader",
                            "exporter.encoding",
                            "exporter.log",
                            "exporter.poll",
                            "exporter.snapshot",
                            "exporter.snapshot.progress",
                            "exporter.snapshot.task",
                            "exporter.text",
                            "exporter.time",
                            "exporter.web.api",
                            "exporter.web.tls")),
            entry("command.terminal", Set.of("exporter.text")),
            entry(
                    "exporter",
                    Set.of(
                            "exporter.cloud.dms",
                            "exporter.cloud.gate",
                            "exporter.cloud.http",
                            "exporter.config",
                            "exporter.health",
                            "exporter.history",
                            "exporter.history.prometheus",
                            "exporter.lag",
                            "exporter.lease",
                            "exporter.log",
                            "exporter.metrics.render",
                            "exporter.metrics.self",
                            "exporter.poll",
                            "exporter.poll.state",
                            "exporter.shard",
                            "exporter.snapshot",
                            "exporter.time",
                            "exporter.web",
                            "exporter.web.html",
                            "exporter.web.http")),
            entry(
                    "exporter.cloud.auth",
                    Set.of("exporter.cloud.failure", "exporter.encoding", "exporter.snapshot", "exporter.time")),
            entry(
                    "exporter.cloud.auth.renewal",
                    Set.of("exporter.cloud.auth", "exporter.cloud.failure", "exporter.snapshot", "exporter.time")),
            entry(
                    "exporter.cloud.auth.temporary",
                    Set.of(
                            "exporter.cloud.auth",
                            "exporter.cloud.auth.renewal",
                            "exporter.cloud.failure",
                            "exporter.snapshot",
                            "exporter.time")),
            entry("exporter.cloud.exchange", Set.of("exporter.cloud.failure", "exporter.snapshot", "exporter.text")),
            entry(
                    "exporter.cloud.dms",
                    Set.of(
                            "exporter.cloud.auth",
                            "exporter.cloud.eye",
                            "exporter.cloud.failure",
                            "exporter.cloud.gate",
                            "exporter.cloud.http",
                            "exporter.cloud.json",
                            "exporter.cloud.kafka",
                            "exporter.snapshot",
                            "exporter.snapshot.progress",
                            "exporter.snapshot.task",
                            "exporter.time")),
            entry("exporter.cloud.failure", Set.of("exporter.snapshot", "exporter.text")),
            entry(
                    "exporter.cloud.gate",
                    Set.of("exporter.cloud.failure", "exporter.cloud.route", "exporter.snapshot", "exporter.time")),
            entry("exporter.cloud.route", Set.of("exporter.cloud.exchange", "exporter.pem")),
            entry(
                    "exporter.cloud.http",
                    Set.of(
                            "exporter.cloud.auth",
                            "exporter.cloud.auth.temporary",
                            "exporter.cloud.exchange",
                            "exporter.cloud.failure",
                            "exporter.cloud.gate",
                            "exporter.cloud.json",
                            "exporter.cloud.route",
                            "exporter.encoding",
                            "exporter.snapshot",
                            "exporter.text",
                            "exporter.time")),
            entry("exporter.cloud.json", Set.of()),
            entry(
                    "exporter.cloud.kafka",
                    Set.of(
                            "exporter.cloud.failure",
                            "exporter.cloud.gate",
                            "exporter.cloud.http",
                            "exporter.cloud.json",
                            "exporter.snapshot",
                            "exporter.snapshot.progress",
                            "exporter.time")),
            entry(
                    "exporter.cloud.eye",
                    Set.of(
                            "exporter.cloud.auth",
                            "exporter.cloud.failure",
                            "exporter.cloud.gate",
                            "exporter.cloud.http",
                            "exporter.cloud.json",
                            "exporter.snapshot",
                            "exporter.time")),
            entry(
                    "exporter.config",
                    Set.of(
                            "exporter.cloud.auth",
                            "exporter.cloud.dms",
                            "exporter.cloud.gate",
                            "exporter.cloud.route",
                            "exporter.config.credentials",
                            "exporter.config.process",
                            "exporter.config.reader",
                            "exporter.health",
                            "exporter.history",
                            "exporter.lag",
                            "exporter.lease",
                            "exporter.log",
                            "exporter.metrics.catalogue",
                            "exporter.poll",
                            "exporter.shard",
                            "exporter.snapshot.task",
                            "exporter.web",
                            "exporter.web.config",
                            "exporter.web.html")),
            entry("exporter.config.credentials", Set.of("exporter.cloud.auth", "exporter.config.reader")),
            entry("exporter.config.process", Set.of("exporter.config.reader", "exporter.lease", "exporter.shard")),
            entry("exporter.config.reader", Set.of("exporter.cloud.auth", "exporter.text")),
            entry("exporter.encoding", Set.of()),
            entry(
                    "exporter.health",
                    Set.of(
                            "exporter.health.gap",
                            "exporter.health.trend",
                            "exporter.lag",
                            "exporter.snapshot.progress",
                            "exporter.snapshot.task",
                            "exporter.text")),
            entry("exporter.health.gap", Set.of("exporter.text")),
            entry("exporter.health.trend", Set.of("exporter.lag", "exporter.snapshot.progress")),
            entry("exporter.health.eye", Set.of("exporter.health", "exporter.snapshot.progress", "exporter.text")),
            entry(
                    "exporter.source",
                    Set.of(
                            "exporter.cloud.dms",
                            "exporter.cloud.eye",
                            "exporter.cloud.failure",
                            "exporter.cloud.gate",
                            "exporter.cloud.kafka",
                            "exporter.health.eye",
                            "exporter.lag",
                            "exporter.snapshot",
                            "exporter.snapshot.progress",
                            "exporter.snapshot.task",
                            "exporter.time")),
            entry(
                    "exporter.health.tracking",
                    Set.of(
                            "exporter.health",
                            "exporter.health.eye",
                            "exporter.health.gap",
                            "exporter.history",
                            "exporter.lag",
                            "exporter.snapshot.progress",
                            "exporter.snapshot.task",
                            "exporter.text",
                            "exporter.time")),
            entry(
                    "exporter.history",
                    Set.of("exporter.encoding", "exporter.snapshot.progress", "exporter.snapshot.task")),
            entry(
                    "exporter.history.prometheus",
                    Set.of(
                            "exporter.cloud.exchange",
                            "exporter.cloud.failure",
                            "exporter.cloud.http",
                            "exporter.cloud.json",
                            "exporter.cloud.route",
                            "exporter.history",
                            "exporter.snapshot",
                            "exporter.text",
                            "exporter.time")),
            entry(
                    "exporter.lag",
                    Set.of(
                            "exporter.encoding",
                            "exporter.history",
                            "exporter.snapshot.progress",
                            "exporter.snapshot.task")),
            entry(
                    "exporter.lease",
                    Set.of(
                            "exporter.cloud.auth",
                            "exporter.cloud.exchange",
                            "exporter.cloud.failure",
                            "exporter.pem",
                            "exporter.snapshot",
                            "exporter.time")),
            entry("exporter.log", Set.of("exporter.text")),
            entry(
                    "exporter.metrics.catalogue",
                    Set.of("exporter.snapshot", "exporter.snapshot.progress", "exporter.snapshot.task")),
            entry(
                    "exporter.metrics.render",
                    Set.of("exporter.metrics.catalogue", "exporter.snapshot", "exporter.time")),
            entry(
                    "exporter.metrics.self",
                    Set.of("exporter.cloud.dms", "exporter.cloud.http", "exporter.log", "exporter.snapshot")),
            entry("exporter.pem", Set.of()),
            entry(
                    "exporter.poll",
                    Set.of(
                            "exporter.cloud.dms",
                            "exporter.cloud.eye",
                            "exporter.cloud.failure",
                            "exporter.cloud.gate",
                            "exporter.cloud.kafka",
                            "exporter.health",
                            "exporter.health.tracking",
                            "exporter.lag",
                            "exporter.poll.schedule",
                            "exporter.poll.state",
                            "exporter.shard",
                            "exporter.snapshot",
                            "exporter.snapshot.progress",
                            "exporter.snapshot.task",
                            "exporter.source",
                            "exporter.text",
                            "exporter.time")),
            entry("exporter.poll.schedule", Set.of("exporter.time")),
            entry(
                    "exporter.poll.state",
                    Set.of(
                            "exporter.cloud.failure",
                            "exporter.cloud.gate",
                            "exporter.health.tracking",
                            "exporter.snapshot",
                            "exporter.snapshot.task",
                            "exporter.source")),
            entry("exporter.shard", Set.of()),
            entry("exporter.snapshot", Set.of("exporter.snapshot.task")),
            entry("exporter.snapshot.progress", Set.of("exporter.encoding")),
            entry("exporter.snapshot.task", Set.of("exporter.snapshot.progress")),
            entry("exporter.text", Set.of()),
            entry("exporter.time", Set.of()),
            entry(
                    "exporter.web",
                    Set.of(
                            "exporter.metrics.render",
                            "exporter.web.api",
                            "exporter.web.auth",
                            "exporter.web.config",
                            "exporter.web.html",
                            "exporter.web.http",
                            "exporter.web.limit",
                            "exporter.web.page",
                            "exporter.web.tls")),
            entry(
                    "exporter.web.api",
                    Set.of(
                            "exporter.snapshot",
                            "exporter.snapshot.progress",
                            "exporter.snapshot.task",
                            "exporter.web.html",
                            "exporter.web.http")),
            entry("exporter.web.auth", Set.of()),
            entry(
                    "exporter.web.config",
                    Set.of(
                            "exporter.config.reader",
                            "exporter.pem",
                            "exporter.text",
                            "exporter.web.auth",
                            "exporter.web.tls")),
            entry("exporter.web.html", Set.of("exporter.encoding", "exporter.snapshot.progress", "exporter.text")),
            entry("exporter.web.http", Set.of("exporter.metrics.render", "exporter.snapshot", "exporter.web.html")),
            entry("exporter.web.limit", Set.of("exporter.web.http")),
            entry(
                    "exporter.web.page",
                    Set.of(
                            "exporter.metrics.render",
                            "exporter.snapshot",
                            "exporter.snapshot.progress",
                            "exporter.snapshot.task",
                            "exporter.text",
                            "exporter.web.api",
                            "exporter.web.html",
                            "exporter.web.http",
                            "exporter.web.page.chart",
                            "exporter.web.page.link")),
            entry(
                    "exporter.web.page.chart",
                    Set.of("exporter.snapshot.progress", "exporter.text", "exporter.web.html")),
            entry(
                    "exporter.web.page.link",
                    Set.of(
                            "exporter.snapshot",
                            "exporter.snapshot.progress",
                            "exporter.snapshot.task",
                            "exporter.web.api",
                            "exporter.web.html")),
            entry("exporter.web.tls", Set.of("exporter.pem")),
            entry(
                    "simulator",
                    Set.of(
                            "simulator.api",
                            "simulator.auth",
                            "simulator.fault",
                            "simulator.http",
                            "simulator.model",
                            "simulator.scenario")),
            entry(
                    "simulator.api",
                    Set.of(
                            "simulator.auth",
                            "simulator.http",
                            "simulator.metric",
                            "simulator.model",
                            "simulator.scenario")),
            entry("simulator.auth", Set.of("simulator.http", "simulator.scenario")),
            entry(
                    "simulator.demo",
                    Set.of("simulator", "simulator.fault", "simulator.http", "simulator.model", "simulator.scenario")),
            entry("simulator.fault", Set.of("simulator.http")),
            entry("simulator.http", Set.of()),
            entry("simulator.metric", Set.of("simulator.model")),
            entry("simulator.model", Set.of()),
            entry("simulator.scenario", Set.of("simulator.fault", "simulator.http", "simulator.model")));

    @ArchTest
    static final ArchRule packages_knowOnlyThoseTheyMay = classes().should(followTheArrows());

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching("io.smartconnect.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule snapshot_knowsOnlyJava = classes()
            .that()
            .resideInAPackage("io.smartconnect.exporter.snapshot..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.smartconnect.exporter.snapshot..",
                    "io.smartconnect.exporter.encoding",
                    "java..",
                    "org.jspecify.annotations");

    @ArchTest
    static final ArchRule plainPackages_knowNoVertx = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.smartconnect.exporter.config..",
                    "io.smartconnect.exporter.encoding",
                    "io.smartconnect.exporter.health..",
                    "io.smartconnect.exporter.history",
                    "io.smartconnect.exporter.lag",
                    "io.smartconnect.exporter.log",
                    "io.smartconnect.exporter.snapshot..",
                    "io.smartconnect.exporter.text")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx..");

    /** Rendering is a pure function of the snapshot; only the serving of bytes needs Vert.x. */
    @ArchTest
    static final ArchRule metrics_knowVertx_onlyWhereBytesAreServed = noClasses()
            .that()
            .resideInAPackage("io.smartconnect.exporter.metrics..")
            .and()
            .haveNameNotMatching(".*\\.((Exposition|ExporterMetricsText|ExpositionBody)(\\$.*)?|JoinedGzipParts)")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx..");

    @ArchTest
    static final ArchRule standardStreams_belongToTheCommands = noClasses()
            .that()
            .resideOutsideOfPackage("io.smartconnect.command..")
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule changes_areForPeople_neverForTheDaemon = noClasses()
            .that()
            .resideOutsideOfPackages("io.smartconnect.command.tasks..", "io.smartconnect.exporter.cloud.dms")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("TaskChanges");

    private static ArchCondition<JavaClass> followTheArrows() {
        return new ArchCondition<>("follow the arrows") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                String from = shortName(origin);
                Set<String> allowed = ARROWS.getOrDefault(from, Set.of());
                if (!ARROWS.containsKey(from)) {
                    events.add(violated(origin, from + " must have a row; found none"));
                }
                origin.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> isOurs(dependency.getTargetClass()))
                        .filter(dependency -> !isAllowed(from, dependency, allowed))
                        .forEach(dependency -> events.add(violated(origin, dependency.getDescription())));
            }
        };
    }

    private static boolean isAllowed(String from, Dependency dependency, Set<String> allowed) {
        String to = shortName(dependency.getTargetClass().getBaseComponentType());
        return to.equals(from) || allowed.contains(to);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getBaseComponentType().getPackageName().startsWith(ROOT);
    }

    private static String shortName(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }
}
