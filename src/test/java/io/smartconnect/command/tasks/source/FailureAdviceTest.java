package io.smartconnect.command.tasks.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import io.smartconnect.exporter.snapshot.CloudOperation;
import io.smartconnect.exporter.snapshot.FailureReason;
import io.smartconnect.exporter.snapshot.PollError;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureAdviceTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @EnumSource
    void denial_namesEveryPermissionOfTheOperation(CloudOperation operation) {
        String words =
                FailureAdvice.of(new PollError(FailureReason.DENIED, Optional.of(operation), "403 DMS.00403003: no"));

        assertThat(operation.permissions()).allSatisfy(each -> assertThat(words).contains(each));
        assertThat(words).contains("docs/permissions.md", "403 DMS.00403003");
    }

    @ParameterizedTest
    @EnumSource
    void everyReason_endsInTheCloudsMessage_onOneSafeLine(FailureReason reason) {
        assertThat(FailureAdvice.of(
                        new PollError(reason, Optional.of(CloudOperation.MODIFY_TASK), "400: \u001b[2J\nwell")))
                .endsWith(": modify_task: 400: \\u001b[2J\\u000awell")
                .doesNotContainPattern("\\p{Cc}");
    }

    @Test
    void throttling_hasThePause() {
        CloudFailure told = CloudFailure.from(
                429,
                MultiMap.caseInsensitiveMultiMap().add("Retry-After", "7"),
                "",
                Instant.EPOCH,
                UnaryOperator.identity());
        CloudFailure silent =
                CloudFailure.from(429, MultiMap.caseInsensitiveMultiMap(), "", Instant.EPOCH, UnaryOperator.identity());

        assertThat(FailureAdvice.of(told, MINUTE)).startsWith("the cloud throttles; retry in 7s");
        assertThat(FailureAdvice.of(silent, MINUTE)).startsWith("the cloud throttles; retry in 1m 0s");
    }
}
