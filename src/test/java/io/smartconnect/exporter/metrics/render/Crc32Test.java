package io.smartconnect.exporter.metrics.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.metrics.render.JoinedGzipParts.Crc32;
import java.util.zip.CRC32;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class Crc32Test {

    @Property
    void combination_isTheCrcOfBothJoined(
            @ForAll @Size(max = 3000) byte[] first, @ForAll @Size(max = 3000) byte[] second) {
        assertThat(Crc32.combine(crc(first), crc(second), second.length)).isEqualTo(crc(first, second));
    }

    @Property
    void combination_isAssociative_whateverTheLengths(
            @ForAll @LongRange(min = 0, max = 0xFFFFFFFFL) long first,
            @ForAll @LongRange(min = 0, max = 0xFFFFFFFFL) long second,
            @ForAll @LongRange(min = 0, max = 0xFFFFFFFFL) long third,
            @ForAll @LongRange(min = 0, max = 1L << 40) long secondLength,
            @ForAll @LongRange(min = 0, max = 1L << 40) long thirdLength) {
        long leftFirst = Crc32.combine(Crc32.combine(first, second, secondLength), third, thirdLength);
        long rightFirst = Crc32.combine(first, Crc32.combine(second, third, thirdLength), secondLength + thirdLength);

        assertThat(leftFirst).isEqualTo(rightFirst).isBetween(0L, 0xFFFFFFFFL);
    }

    @Test
    void combination_isTheFirst_whenTheSecondIsEmpty() {
        assertThat(Crc32.combine(0xCBF43926L, 0, 0)).isEqualTo(0xCBF43926L);
    }

    @Test
    void combination_isTheSecond_whenTheFirstIsEmpty() {
        assertThat(Crc32.combine(0, 0xCBF43926L, 9)).isEqualTo(0xCBF43926L);
    }

    private static long crc(byte[]... parts) {
        CRC32 crc = new CRC32();
        for (byte[] part : parts) {
            crc.update(part);
        }
        return crc.getValue();
    }
}
