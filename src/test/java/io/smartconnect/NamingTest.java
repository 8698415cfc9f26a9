package io.smartconnect;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The limits that keep names and packages readable: one type per simple name, few types per package. */
@AnalyzeClasses(packages = "io.smartconnect", importOptions = ArchitectureTest.WithoutTests.class)
class NamingTest {

    private static final int MOST_TYPES = 12;

    @ArchTest
    static void types_haveDifferentSimpleNames(JavaClasses classes) {
        Map<String, Set<String>> bySimpleName = named(classes)
                .collect(groupingBy(
                        JavaClass::getSimpleName,
                        TreeMap::new,
                        mapping(JavaClass::getName, toCollection(TreeSet::new))));
        bySimpleName.values().removeIf(types -> types.size() == 1);

        assertThat(bySimpleName).isEmpty();
    }

    @ArchTest
    static void packages_haveFewTypes(JavaClasses classes) {
        Map<String, Long> typesByPackage = named(classes)
                .filter(JavaClass::isTopLevelClass)
                .collect(groupingBy(JavaClass::getPackageName, counting()));

        assertThat(typesByPackage)
                .isNotEmpty()
                .allSatisfy((name, types) -> assertThat(types).isLessThanOrEqualTo(MOST_TYPES));
    }

    private static Stream<JavaClass> named(JavaClasses classes) {
        return classes.stream()
                .filter(type ->
                        !type.isAnonymousClass() && !type.getSimpleName().isEmpty())
                .filter(type -> !type.getSimpleName().equals("package-info"));
    }
}
