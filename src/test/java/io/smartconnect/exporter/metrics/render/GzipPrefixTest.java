package io.smartconnect.exporter.metrics.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.smartconnect.exporter.metrics.catalogue.Utf8Writer;
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

/** Segments of every kind and size, joined into one member that ordinary readers read. */
class GzipPrefixTest {

    private static final int BLOCK = 64 << 10;

    private final Compressor compressor = new Compressor();

    @Property(tries = 80)
    void member_holdsTheSegmentsJoined(@ForAll @Size(max = 4) List<@From("parts") byte[]> parts) {
        assertHolds(parts);
    }

    /** Data that deflate can't shrink, so that their deflated sizes pass that of the buffer one by one. */
    @Example
    void segment_isWhole_whenItsDeflatedSizeIsNearTheBuffers() {
        for (int size = BLOCK - 40; size <= BLOCK + 10; size++) {
            byte[] part = bytes(size, size, false);

            assertThat(Gzip.readOneMember(member(List.of(part), part))).isEqualTo(joined(List.of(part), part));
        }
    }

    @Property(tries = 100)
    void innerSegment_endsAtAByteBoundary(@ForAll("parts") byte[] part) {
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
    void member_isThere_whenAllSegmentsAreEmpty() {
        assertHolds(List.of(new byte[0], new byte[0]));
    }

    @Example
    void member_isThere_whenThereIsOneSegment() {
        assertHolds(List.of());
        assertHolds(List.of(bytes(1, 10, true)));
    }

    @Example
    void member_holdsManyBlocks() {
        assertHolds(List.of(bytes(2, 3_000_000, false), bytes(3, 1_000_000, true), bytes(4, 700_001, false)));
    }

    @Example
    void memory_isGivenBack_whenTheLastResponseHasTakenIt() {
        GzipPrefix beginning = new GzipPrefix(List.of(part(bytes(5, 100, true))));
        Body.Pieces pieces = beginning.endedBy(compressor.lastPart(new byte[0])).pieces();
        ByteBuf bytes = ((BufferInternal) pieces.next()).getByteBuf();

        beginning.release();
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
                .as(GzipPrefixTest::bytes);
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

    /** That {@code parts} and a last segment make one member that holds them all. */
    private void assertHolds(List<byte[]> parts) {
        byte[] end = bytes(7, 50, true);

        assertThat(Gzip.readOneMember(member(parts, end))).isEqualTo(joined(parts, end));
    }

    private Body member(List<byte[]> parts, byte[] end) {
        return new GzipPrefix(parts.stream().map(this::part).toList()).endedBy(compressor.lastPart(end));
    }

    private Part part(byte[] lines) {
        return compressor.part(out -> out.append(lines));
    }

    private static byte[] joined(List<byte[]> parts, byte[] end) {
        Utf8Writer all = new Utf8Writer(0);
        parts.forEach(all::append);
        return all.append(end).toBytes();
    }
}
