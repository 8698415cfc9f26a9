package io.smartconnect.exporter.metrics.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;

/** A strict reader of gzip: one member, checked sums, and nothing after it. */
public final class Gzip {

    private static final int HEADER = 10;
    private static final int TRAILER = 8;

    private Gzip() {}

    /** What the one member holds; two readers must agree on it. */
    public static byte[] readOneMember(ExpositionBody member) {
        byte[] bytes = bytes(member);
        byte[] plain = inflate(bytes);
        assertThat(readAsStream(bytes)).isEqualTo(plain);
        return plain;
    }

    /** All bytes of a body; asserts that there are as many as its length. */
    public static byte[] bytes(ExpositionBody body) {
        Buffer all = Buffer.buffer();
        try (ExpositionBody.Pieces pieces = body.pieces()) {
            pieces.forEachRemaining(all::appendBuffer);
        }
        assertThat(body.length()).isEqualTo(all.length());
        return all.getBytes();
    }

    private static byte[] inflate(byte[] bytes) {
        assertThat(Arrays.copyOf(bytes, 4)).containsExactly(0x1F, 0x8B, 8, 0);
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, HEADER, bytes.length - HEADER);
            byte[] plain = inflateAll(inflater);
            assertThat(inflater.getRemaining())
                    .as("bytes after the deflate stream")
                    .isEqualTo(TRAILER);
            assertTrailer(ByteBuffer.wrap(bytes, bytes.length - TRAILER, TRAILER), plain);
            return plain;
        } finally {
            inflater.end();
        }
    }

    private static byte[] inflateAll(Inflater inflater) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        byte[] block = new byte[64 << 10];
        try {
            while (!inflater.finished()) {
                int length = inflater.inflate(block);
                assertThat(length > 0 || inflater.finished())
                        .as("the stream ends")
                        .isTrue();
                plain.write(block, 0, length);
            }
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        }
        return plain.toByteArray();
    }

    private static void assertTrailer(ByteBuffer trailer, byte[] plain) {
        CRC32 crc = new CRC32();
        crc.update(plain);
        trailer.order(ByteOrder.LITTLE_ENDIAN);
        assertThat(trailer.getInt()).as("CRC-32").isEqualTo((int) crc.getValue());
        assertThat(trailer.getInt()).as("length").isEqualTo(plain.length);
    }

    private static byte[] readAsStream(byte[] bytes) {
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
