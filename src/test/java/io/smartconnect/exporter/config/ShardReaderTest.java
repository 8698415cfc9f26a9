package io.smartconnect.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.config.reader.FlagValues;
import io.smartconnect.exporter.shard.Shard;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardReaderTest {

    private static final FlagValues THREE_BY_HOST_NAME =
            FlagValues.NONE.with("total-shards", "3").with("shard-from-hostname", "true");

    @TempDir
    Path directory;

    private SampleConfiguration file(String settings) throws Exception {
        return SampleConfiguration.withSettings(directory, settings);
    }

    @Test
    void withoutShards_theProcessPollsEverything() throws Exception {
        assertThat(file("").load().shard()).isEqualTo(Shard.WHOLE);
    }

    @Test
    void flags_overrideTheFile() throws Exception {
        FlagValues flags = FlagValues.NONE.with("shard", "4").with("total-shards", "5");

        assertThat(file("shard { index = 1, count = 2 }").load().shard()).isEqualTo(new Shard(1, 2));
        assertThat(file("shard { index = 1, count = 2 }").load(flags).shard()).isEqualTo(new Shard(4, 5));
    }

    @Test
    void eachShard_takesItsPartOfTheRateOfTheAccount() throws Exception {
        Settings settings = file("shard { index = 1, count = 4 }, api.max-requests-per-second = 10")
                .load();

        assertThat(settings.api().maxRequestsPerSecond()).isEqualTo(2.5);
    }

    @ParameterizedTest
    @CsvSource({"exporter-2, 2", "a-1-0, 0"})
    void theHostName_endsWithTheIndex(String host, int index) throws Exception {
        assertThat(file("").with(Map.of("HOSTNAME", host))
                        .load(THREE_BY_HOST_NAME)
                        .shard())
                .isEqualTo(new Shard(index, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exporter | needs a host name that ends with a hyphen and a number, not exporter",
                "exporter- | needs a host name that ends with a hyphen and a number, not exporter-",
                "exporter2 | needs a host name that ends with a hyphen and a number, not exporter2",
                "a-99999 | needs a host name that ends with a hyphen and a number, not a-99999",
                "a-3 | needs a shard.count greater than the number in the host name a-3, not 3",
            })
    void aHostNameWithoutAFittingIndex_isReported(String host, String rule) throws Exception {
        assertThat(file("").with(Map.of("HOSTNAME", host)).mistakes(THREE_BY_HOST_NAME))
                .containsExactly("command line: --shard-from-hostname: " + rule + "; found \"true\"");
    }

    @Test
    void anIndexBesidesTheHostName_isReported() throws Exception {
        assertThat(file("").with(Map.of("HOSTNAME", "a-1")).mistakes(THREE_BY_HOST_NAME.with("shard", "1")))
                .containsExactly(
                        "command line: --shard-from-hostname: excludes shard.index and --shard; found \"true\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "index = 3, count = 3 | index | must be less than shard.count, 3; found 3",
                "index = 1 | index | must be less than shard.count, 1; found 1",
                "index = -1 | index | must be a whole number from 0 to 9999; found -1",
                "count = 0 | count | must be a whole number from 1 to 10000; found 0",
                "from-hostname = maybe | from-hostname | must be true or false; found \"maybe\"",
            })
    void aKeyThatBreaksItsRule_isReported(String keys, String key, String rule) throws Exception {
        assertThat(file("shard { " + keys + " }").mistakes())
                .containsExactly("exporter.conf: 5: smart-connect-exporter.shard." + key + ": " + rule);
    }

    @Test
    void aFlagBeyondTheTotal_isReported() throws Exception {
        assertThat(file("").mistakes(FlagValues.NONE.with("shard", "2").with("total-shards", "2")))
                .containsExactly("command line: --shard: must be less than shard.count, 2; found \"2\"");
    }
}
