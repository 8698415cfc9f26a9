package io.smartconnect.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartOnlySettingsTest {

    @TempDir
    Path directory;

    @Test
    void changesOfShardAndLease_needARestart() throws Exception {
        Settings present = settings("");
        Settings next =
                settings("shard { index = 1, count = 3 }, ha { lease = ops/exporter, service-account = account }");

        assertThat(RestartOnlySettings.changes(present, next))
                .containsExactly(
                        "smart-connect-exporter.shard: can't change without a restart; found 1 of 3 in place of 0 of 1",
                        "smart-connect-exporter.ha.lease: can't change without a restart; "
                                + "found ops/exporter in place of none",
                        "smart-connect-exporter.ha.service-account: can't change without a restart; found "
                                + directory.resolve("account") + " in place of none");
    }

    @Test
    void anotherAccountForTheSameLease_needsARestart() throws Exception {
        Settings present = settings("ha { lease = ops/exporter, service-account = one }");
        Settings next = settings("ha { lease = ops/exporter, service-account = two }");

        assertThat(RestartOnlySettings.changes(present, next))
                .singleElement()
                .asString()
                .startsWith("smart-connect-exporter.ha.service-account: ");
    }

    @Test
    void anotherPasswordOfTheHistory_needsARestart_andIsHidden() throws Exception {
        Settings present = settings("lag.history-from = \"http://reader:planted@prometheus:9090\"");
        Settings next = settings("lag.history-from = \"http://reader:other@prometheus:9090\"");

        assertThat(RestartOnlySettings.changes(present, next))
                .containsExactly("smart-connect-exporter.lag.history-from: can't change without a restart; "
                        + "found http://***@prometheus:9090 with another user or password in place of "
                        + "http://***@prometheus:9090");
    }

    @Test
    void otherChanges_needNone() throws Exception {
        assertThat(RestartOnlySettings.changes(settings("poll.interval = 60s"), settings("poll.interval = 30s")))
                .isEmpty();
    }

    private Settings settings(String text) throws Exception {
        return SampleConfiguration.withSettings(directory, text).load();
    }
}
