package io.smartconnect.exporter.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.metrics.render.ExpositionBody;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedBodyTest {

    /** Short texts are kept plain, long ones compressed; 524,288 is the longest plain one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 524_284, 524_288, 524_289, 5_000_000})
    void body_isTheText_asOftenAsItIsRead(int length) throws Exception {
        String text = "€".repeat(length / 7) + "x€yz".repeat(length / 1_000) + "z".repeat(length % 7);

        ExpositionBody plain = EncodedBody.of(false, out -> out.write(text));
        ExpositionBody zipped = EncodedBody.of(true, out -> out.write(text));

        assertThat(plain.length()).isEqualTo(text.getBytes(UTF_8).length);
        assertThat(read(plain).toString()).isEqualTo(text);
        assertThat(read(plain).toString()).isEqualTo(text);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(read(zipped).getBytes())))
                .hasBinaryContent(text.getBytes(UTF_8));
        assertThat(zipped.length()).isEqualTo(read(zipped).length());
    }

    private static Buffer read(ExpositionBody body) {
        Buffer whole = Buffer.buffer();
        try (ExpositionBody.Pieces pieces = body.pieces()) {
            pieces.forEachRemaining(whole::appendBuffer);
        }
        return whole;
    }
}
