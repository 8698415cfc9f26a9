package io.smartconnect.command.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartconnect.exporter.snapshot.CloudOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The policies of the document are valid, and allow exactly the actions that advice on denials names. */
class PermissionsDocumentTest {

    private static final Pattern POLICY = Pattern.compile("(?ms)^```json\n(.*?)^```$");

    private record Policy(String version, List<String> actions) {}

    private List<Policy> policies = List.of();

    @BeforeEach
    void read() throws IOException {
        ObjectMapper json = new ObjectMapper();
        policies = POLICY.matcher(Files.readString(Path.of("docs/permissions.md")))
                .results()
                .map(found -> found.group(1))
                .filter(text -> text.contains("dms:"))
                .map(text -> policy(json, text))
                .toList();
    }

    @Test
    void document_hasBothFormats_forTheDaemonAndForPeople() {
        assertThat(policies).extracting(Policy::version).containsExactly("1.1", "5.0", "1.1", "5.0");
    }

    @Test
    void policiesOfTheDaemon_haveTheActionsOfItsRequests() {
        assertThat(policies.get(0).actions()).containsExactlyElementsOf(actions(false, 1));
        assertThat(policies.get(1).actions()).containsExactlyElementsOf(actions(false, 2));
    }

    @Test
    void policiesForPeople_haveTheActionsOfTheirChanges_too() {
        assertThat(policies.get(2).actions()).containsExactlyElementsOf(actions(true, 1));
        assertThat(policies.get(3).actions()).containsExactlyElementsOf(actions(true, 2));
    }

    @Test
    void terraform_hasTheActionsOfTheDaemon() throws IOException {
        Matcher list = Pattern.compile("(?s)resource \"huaweicloud_identity_role\" \"exporter\".*?Action = \\[(.*?)]")
                .matcher(Files.readString(Path.of("docs/permissions.md")));
        assertThat(list.find()).isTrue();
        assertThat(Pattern.compile("\"([^\"]+)\"")
                        .matcher(list.group(1))
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyElementsOf(policies.get(0).actions());
    }

    /** The first {@code most} permissions that advice on a denial names, of reads or of all operations. */
    private static Set<String> actions(boolean changes, int most) {
        return Arrays.stream(CloudOperation.values())
                .filter(operation -> changes || !operation.changes())
                .flatMap(operation -> operation.permissions().stream().limit(most))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Policy policy(ObjectMapper json, String text) {
        try {
            JsonNode policy = json.readTree(text);
            JsonNode statement = policy.path("Statement").path(0);
            assertThat(policy.path("Statement")).hasSize(1);
            assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
            return new Policy(
                    policy.path("Version").asText(),
                    Stream.of(json.convertValue(statement.path("Action"), String[].class))
                            .toList());
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}
