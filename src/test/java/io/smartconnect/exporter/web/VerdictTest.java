package io.smartconnect.exporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {

    @Test
    void verdict_isDown_whenAnythingIsDown() {
        assertThat(Verdict.of(Samples.troubled()))
                .isEqualTo(new Verdict("down", "Down: 1 of 3 targets and 1 of 3 instances"));
    }

    @Test
    void verdict_isWaiting_beforeTheFirstPoll() {
        assertThat(Verdict.of(Samples.beforeTheFirstPoll()))
                .isEqualTo(new Verdict("waiting", "Waiting for the first poll of 1 target"));
    }

    @Test
    void verdict_isUp_whenAllIsUp() {
        assertThat(Verdict.of(Samples.withInstances(2)))
                .isEqualTo(new Verdict("up", "All polls succeed: 1 target and 2 instances"));
    }
}
