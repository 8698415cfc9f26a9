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
        assertThat(combined(crc(first), crc(second), second.length)).isEqualTo(crc(first, second));
    }

    @Property
    void combination_isAssociative_whateverTheLengths(
            @ForAll int first,
            @ForAll int second,
            @ForAll int third,
            @ForAll @LongRange(min = 0, max = 1L << 40) long secondLength,
            @ForAll @LongRange(min = 0, max = 1L << 40) long thirdLength) {
        int leftFirst = combined(combined(first, second, secondLength), third, thirdLength);
        int rightFirst = combined(first, combined(second, third, thirdLength), secondLength + thirdLength);

        assertThat(leftFirst).isEqualTo(rightFirst);
    }

    @Test
    void combination_isTheFirst_whenTheSecondIsEmpty() {
        assertThat(combined(0xCBF43926, 0, 0)).isEqualTo(0xCBF43926);
    }

    @Test
    void combination_isTheSecond_whenTheFirstIsEmpty() {
        assertThat(combined(0, 0xCBF43926, 9)).isEqualTo(0xCBF43926);
    }

    private static int combined(int first, int second, long secondLength) {
        return Crc32.combine(first, second, Crc32.factor(secondLength));
    }

    private static int crc(byte[]... parts) {
        CRC32 crc = new CRC32();
        for (byte[] part : parts) {
            crc.update(part);
        }
        return (int) crc.getValue();
    }
}
