package io.smartconnect.command.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.dms.Operation;
import io.smartconnect.exporter.snapshot.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @EnumSource
    void denial_namesEveryPermissionOfTheOperation(Operation operation) {
        String words = Explanation.of(Reason.DENIED, operation.label() + ": 403 DMS.00403003: no", MINUTE);

        assertThat(words)
                .contains(Explanation.permissions(operation))
                .contains("docs/permissions.md", "403 DMS.00403003");
    }

    @ParameterizedTest
    @EnumSource
    void everyReason_endsInTheCloudsOwnWords_onOneSafeLine(Reason reason) {
        assertThat(Explanation.of(reason, "modify_task: 400: \u001b[2J\nwell", MINUTE))
                .endsWith(": modify_task: 400: \\u001b[2J\\u000awell")
                .doesNotContainPattern("\\p{Cc}");
    }

    @Test
    void throttling_saysHowLongToWait() {
        assertThat(Explanation.of(Reason.THROTTLED, "list_tasks: 429", MINUTE)).contains("try again in 60 s");
    }
}
