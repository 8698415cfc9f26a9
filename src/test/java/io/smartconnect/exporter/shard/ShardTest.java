package io.smartconnect.exporter.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardTest {

    private static final List<String> IDS = IntStream.range(0, 10_000)
            .mapToObj(number -> new UUID(0x9e3779b97f4a7c15L * number, number).toString())
            .toList();

    /** The test vectors of the authors of FNV. */
    @ParameterizedTest
    @CsvSource({"'', cbf29ce484222325", "a, af63dc4c8601ec8c", "foobar, 85944171f73967e8"})
    void fnv1a64_isThatOfItsAuthors(String text, String hash) {
        assertThat(Shard.fnv1a64(text)).isEqualTo(Long.parseUnsignedLong(hash, 16));
    }

    /** The test vectors of two well-known implementations. */
    @ParameterizedTest
    @CsvSource({
        "10863919174838991, 11, 6",
        "2016238256797177309, 11, 3",
        "1673758223894951030, 11, 5",
        "2, 100001, 80343",
        "2201, 100001, 22152",
        "2202, 100001, 15018",
        "42, 57, 43",
        "0xDEAD10CC, 666, 361",
        "256, 1024, 520",
        "0xDEAD10CC, 1, 0",
        "-1, 1, 0"
    })
    void jump_isThatOfOtherImplementations(String key, int buckets, int bucket) {
        assertThat(Shard.jump(Long.decode(key), buckets)).isEqualTo(bucket);
    }

    @Test
    void shards_shareAllInstancesEvenly() {
        for (int count : new int[] {2, 3, 16}) {
            int[] owned = new int[count];
            for (String id : IDS) {
                List<Integer> owners = IntStream.range(0, count)
                        .filter(index -> new Shard(index, count).owns(id))
                        .boxed()
                        .toList();
                assertThat(owners).hasSize(1);
                owned[owners.get(0)]++;
            }
            assertThat(IntStream.of(owned).max().orElseThrow()).isLessThan(IDS.size() * 13 / 10 / count);
            assertThat(IntStream.of(owned).min().orElseThrow()).isGreaterThan(IDS.size() * 7 / 10 / count);
        }
    }

    @Test
    void oneInstanceOfN_moves_toTheNthShardThatIsAdded() {
        long moved = IDS.stream()
                .filter(id -> IntStream.range(0, 4)
                        .noneMatch(index -> new Shard(index, 4).owns(id) && new Shard(index, 5).owns(id)))
                .peek(id -> assertThat(new Shard(4, 5).owns(id)).isTrue())
                .count();

        assertThat(moved).isBetween(IDS.size() * 17L / 100, IDS.size() * 23L / 100);
    }

    @Test
    void theOnlyShard_ownsEverything() {
        assertThat(IDS).allMatch(Shard.WHOLE::owns);
        assertThat(Shard.WHOLE.isPart()).isFalse();
        assertThat(new Shard(0, 2).isPart()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "1, 1", "3, 3", "0, 0"})
    void anIndexOutsideTheShards_isRefused(int index, int count) {
        assertThatThrownBy(() -> new Shard(index, count)).isInstanceOf(IllegalArgumentException.class);
    }
}
