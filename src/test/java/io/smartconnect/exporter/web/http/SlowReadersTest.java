package io.smartconnect.exporter.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.kit.SmallJvm;
import org.junit.jupiter.api.Test;

class SlowReadersTest {

    private static final String OK = "HTTP/1.1 200 OK";

    /** Clients that stop reading a large task, and then many that stop reading metrics and lists of tasks. */
    @Test
    void clientsThatStopReading_doNotFillTheHeap() throws Exception {
        assertThat(SmallJvm.run(SlowReaders.class, 128))
                .containsExactly(OK, OK, OK, OK, "healthy", "many answers", "little memory", "healthy", "exit 0");
    }
}
