package io.smartconnect.exporter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/** Segments of every kind and size, joined into one member that ordinary readers read. */
class GzipMemberTest {

    private static final int BLOCK = 64 << 10;

    @Property(tries = 80)
    void member_holdsTheSegmentsJoined(@ForAll @Size(max = 4) List<@From("parts") byte[]> parts) {
        assertHolds(parts);
    }

    /** Data that deflate can't shrink, so that their deflated sizes pass that of the buffer one by one. */
    @Example
    void segment_isWhole_whenItsDeflatedSizeIsNearTheBuffers() {
        for (int size = BLOCK - 40; size <= BLOCK + 10; size++) {
            byte[] part = bytes(size, size, false);
            List<Segment> segments = List.of(Segment.inner(text(part)), Segment.last(part));

            assertThat(Gzip.readOneMember(GzipMember.of(segments)))
                    .isEqualTo(Gzip.joined(List.of(Buffer.buffer(part), Buffer.buffer(part))));
        }
    }

    @Property(tries = 100)
    void innerSegment_endsAtAByteBoundary(@ForAll("parts") byte[] part) {
        byte[] deflated = Segment.inner(text(part)).deflated().getBytes();

        assertThat(Arrays.copyOfRange(deflated, deflated.length - 4, deflated.length))
                .as("the empty stored block of a sync flush")
                .containsExactly(0, 0, 0xFF, 0xFF);
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
    void segments_areSharedAndNotCopied() {
        Segment first = Segment.inner(text(bytes(5, 100, true)));
        Segment last = Segment.last(bytes(6, 100, true));

        assertThat(GzipMember.of(List.of(first, last))).hasSize(4).element(1).isSameAs(first.deflated());
    }

    @Provide
    Arbitrary<byte[]> parts() {
        Arbitrary<Integer> sizes = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(0, 300)),
                Tuple.of(1, Arbitraries.integers().between(0, 3 * BLOCK)));
        return Combinators.combine(Arbitraries.longs(), sizes, Arbitraries.of(true, false))
                .as(GzipMemberTest::bytes);
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
    private static void assertHolds(List<byte[]> parts) {
        byte[] end = bytes(7, 50, true);
        List<Segment> segments = new ArrayList<>(
                parts.stream().map(part -> Segment.inner(text(part))).toList());
        segments.add(Segment.last(end));
        List<Buffer> plain = segments.stream().map(Segment::plain).toList();

        assertThat(Gzip.readOneMember(GzipMember.of(segments))).isEqualTo(Gzip.joined(plain));
        assertThat(Gzip.joined(plain)).endsWith(end);
    }

    private static Text text(byte[] bytes) {
        return new Text(1).append(bytes);
    }
}
