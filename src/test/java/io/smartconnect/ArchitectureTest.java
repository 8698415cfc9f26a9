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

/** Who may know whom. A new package needs a row here; a new arrow needs a reason. */
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

    /** Each package, and the packages that it may know. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry(
                    "command",
                    Set.of(
                            "command.tasks",
                            "exporter",
                            "exporter.config",
                            "exporter.log",
                            "exporter.web",
                            "simulator")),
            entry(
                    "command.tasks",
                    Set.of(
                            "exporter",
                            "exporter.config",
                            "exporter.dms",
                            "exporter.dms.failure",
                            "exporter.health",
                            "exporter.log",
                            "exporter.poll",
                            "exporter.snapshot",
                            "exporter.web")),
            entry(
                    "exporter",
                    Set.of(
                            "exporter.config",
                            "exporter.dms",
                            "exporter.lag",
                            "exporter.metrics",
                            "exporter.poll",
                            "exporter.snapshot",
                            "exporter.web")),
            entry(
                    "exporter.config",
                    Set.of(
                            "exporter.dms",
                            "exporter.dms.auth",
                            "exporter.health",
                            "exporter.lag",
                            "exporter.log",
                            "exporter.metrics",
                            "exporter.poll",
                            "exporter.web")),
            entry("exporter.dms", Set.of("exporter.dms.auth", "exporter.dms.failure", "exporter.snapshot")),
            entry("exporter.dms.auth", Set.of("exporter.dms.failure", "exporter.snapshot")),
            entry("exporter.dms.failure", Set.of("exporter.snapshot")),
            entry("exporter.health", Set.of("exporter.lag", "exporter.snapshot")),
            entry("exporter.lag", Set.of("exporter.snapshot")),
            entry("exporter.log", Set.of()),
            entry("exporter.metrics", Set.of("exporter.dms", "exporter.snapshot")),
            entry(
                    "exporter.poll",
                    Set.of(
                            "exporter.dms",
                            "exporter.dms.failure",
                            "exporter.health",
                            "exporter.lag",
                            "exporter.snapshot")),
            entry("exporter.snapshot", Set.of()),
            entry("exporter.web", Set.of("exporter.metrics", "exporter.snapshot")),
            entry("simulator", Set.of()));

    @ArchTest
    static final ArchRule packages_knowOnlyThoseTheyMay = classes().should(followTheArrows());

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching("io.smartconnect.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule snapshot_knowsOnlyJava = classes()
            .that()
            .resideInAPackage("io.smartconnect.exporter.snapshot")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.smartconnect.exporter.snapshot", "java..", "org.jspecify.annotations");

    @ArchTest
    static final ArchRule plainPackages_knowNoVertx = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.smartconnect.exporter.config",
                    "io.smartconnect.exporter.health",
                    "io.smartconnect.exporter.lag",
                    "io.smartconnect.exporter.log",
                    "io.smartconnect.exporter.snapshot")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.vertx..");

    /** What is told of a snapshot is a pure function of it. */
    @ArchTest
    static final ArchRule metrics_knowVertx_onlyWhereBytesAreServed = noClasses()
            .that()
            .resideInAPackage("io.smartconnect.exporter.metrics")
            .and()
            .haveNameNotMatching(".*\\.(Exposition|OwnMetrics|Body|GzipBeginning|PlainBody)(\\$.*)?")
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
            .resideOutsideOfPackages("io.smartconnect.command.tasks", "io.smartconnect.exporter.dms")
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
                    events.add(violated(origin, from + " must have a row. Found: none"));
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
