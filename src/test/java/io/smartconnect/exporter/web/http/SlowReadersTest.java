package io.smartconnect.exporter.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.kit.SmallJvm;
import org.junit.jupiter.api.Test;

class SlowReadersTest {

    private static final String OK = "HTTP/1.1 200 OK";

    @Test
    void clientsThatStopReadingALargeTask_doNotFillTheHeap() throws Exception {
        assertThat(SmallJvm.run(SlowReaders.class, 128)).containsExactly(OK, OK, OK, OK, "healthy", "exit 0");
    }
}
