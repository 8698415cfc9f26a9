package io.smartconnect.exporter.cloud.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BoundedBodyTest {

    private static final int LONGEST = 1 << 20;

    /** Short chunks are joined, long ones are kept: the body has all bytes in their order. */
    @Property(tries = 200)
    void body_isAllItsChunks(@ForAll @Size(max = 30) List<@IntRange(max = 3_000) Integer> lengths, @ForAll byte first) {
        BoundedBody body = new BoundedBody(LONGEST, new BodyBudget(LONGEST).place());
        Buffer expected = Buffer.buffer();
        byte next = first;
        for (int length : lengths) {
            byte[] bytes = new byte[length];
            for (int i = 0; i < length; i++) {
                bytes[i] = next++;
            }
            assertThat(body.write(Buffer.buffer(bytes)).succeeded()).isTrue();
            expected.appendBytes(bytes);
        }
        body.end();
        assertThat(body.result().result().getBytes()).isEqualTo(expected.getBytes());
    }
}
