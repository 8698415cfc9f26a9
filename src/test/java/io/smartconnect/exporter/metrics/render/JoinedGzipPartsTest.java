package io.smartconnect.exporter.metrics.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.smartconnect.exporter.metrics.catalogue.Utf8Writer;
import io.smartconnect.exporter.metrics.render.JoinedGzipParts.Compressor;
import io.smartconnect.exporter.metrics.render.JoinedGzipParts.Part;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/** Parts of every kind and size, joined to one gzip member that ordinary readers read, and to the same plain body. */
class JoinedGzipPartsTest {

    private static final int BLOCK = 64 << 10;

    private final Compressor compressor = new Compressor();

    @Property(tries = 80)
    void bodies_holdThePartsJoined(@ForAll @Size(max = 4) List<@From("parts") byte[]> parts) {
        assertHolds(parts);
    }

    /** Data that deflate can't shrink, so that their deflated sizes pass that of the buffer one by one. */
    @Example
    void part_isWhole_whenItsDeflatedSizeIsNearTheBuffers() {
        for (int size = BLOCK - 40; size <= BLOCK + 10; size++) {
            byte[] part = bytes(size, size, false);

            assertHolds(List.of(part), part);
        }
    }

    @Property(tries = 100)
    void innerPart_endsAtAByteBoundary(@ForAll("parts") byte[] part) {
        Assume.that(part.length > 0);
        byte[] deflated = part(part).deflated();

        assertThat(Arrays.copyOfRange(deflated, deflated.length - 4, deflated.length))
                .as("the empty stored block of a sync flush")
                .containsExactly(0, 0, 0xFF, 0xFF);
    }

    @Example
    void emptyPart_takesNothing() {
        assertThat(part(new byte[0]).deflated()).isEmpty();
    }

    @Example
    void bodies_areThere_whenAllPartsAreEmpty() {
        assertHolds(List.of(new byte[0], new byte[0]));
    }

    @Example
    void bodies_areThere_whenThereIsOnePart() {
        assertHolds(List.of());
        assertHolds(List.of(bytes(1, 10, true)));
    }

    @Example
    void bodies_holdManyBlocks() {
        assertHolds(List.of(bytes(2, 3_000_000, false), bytes(3, 1_000_000, true), bytes(4, 700_001, false)));
    }

    @Example
    void memory_isGivenBack_whenTheLastResponseHasTakenIt() {
        JoinedGzipParts joined = new JoinedGzipParts(List.of(part(bytes(5, 100, true))));
        ExpositionBody.Pieces pieces =
                joined.gzip(compressor.lastPart(new byte[0])).pieces();
        ByteBuf bytes = ((BufferInternal) pieces.next()).getByteBuf();

        joined.release();
        assertThat(bytes.refCnt()).isEqualTo(1);
        pieces.close();
        assertThat(bytes.refCnt()).isZero();
    }

    @Provide
    Arbitrary<byte[]> parts() {
        Arbitrary<Integer> sizes = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(0, 300)),
                Tuple.of(1, Arbitraries.integers().between(0, 3 * BLOCK)));
        return Combinators.combine(Arbitraries.longs(), sizes, Arbitraries.of(true, false))
                .as(JoinedGzipPartsTest::bytes);
    }

    /** Noise if it is not {@code compressible}, else a text of few letters. */
    private static byte[] bytes(long seed, int size, boolean compressible) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        if (compressible) {
            for (int i = 0; i < size; i++) {
                bytes[i] &= 0x43;
            }
        }
        return bytes;
    }

    /** That {@code parts} and a last one make bodies that hold them all. */
    private void assertHolds(List<byte[]> parts) {
        byte[] end = bytes(7, 50, true);

        assertHolds(parts, end);
    }

    private void assertHolds(List<byte[]> parts, byte[] end) {
        JoinedGzipParts joined =
                new JoinedGzipParts(parts.stream().map(this::part).toList());
        Part last = compressor.lastPart(end);

        assertThat(Gzip.readOneMember(joined.gzip(last)))
                .isEqualTo(Gzip.bytes(joined.plain(last)))
                .isEqualTo(joined(parts, end));
    }

    private Part part(byte[] lines) {
        return compressor.part(List.of(out -> out.append(lines)));
    }

    private static byte[] joined(List<byte[]> parts, byte[] end) {
        Utf8Writer all = new Utf8Writer(0);
        parts.forEach(all::append);
        return all.append(end).toBytes();
    }
}
