package io.smartconnect.exporter.config.process;

import io.smartconnect.exporter.config.reader.ConfigurationSection;
import io.smartconnect.exporter.config.reader.ValueParser;
import io.smartconnect.exporter.shard.Shard;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reader of the shard of this process. */
public final class ShardReader {

    private static final String INDEX = "index";
    private static final String COUNT = "count";
    private static final String FROM_HOSTNAME = "from-hostname";
    private static final int MOST_SHARDS = 10_000;

    /** Host name of a pod of a StatefulSet. */
    private static final Pattern ORDINAL = Pattern.compile(".*-(\\d{1,4})");

    private ShardReader() {}

    /** Reads the shard. */
    public static Shard read(ConfigurationSection shard, Map<String, String> environment) {
        int count = shard.setting(COUNT, ValueParser.whole(1, MOST_SHARDS));
        Optional<Integer> index = shard.get(INDEX, ValueParser.whole(0, MOST_SHARDS - 1));
        if (!shard.setting(FROM_HOSTNAME, ValueParser.bool())) {
            return checked(shard, INDEX, index.orElse(0), count, "must be less than shard.count, " + count);
        }
        if (shard.has(INDEX)) {
            shard.mistake(FROM_HOSTNAME, "excludes shard.index and --shard");
            return Shard.WHOLE;
        }
        String host = HostName.of(environment);
        Matcher ordinal = ORDINAL.matcher(host);
        if (!ordinal.matches()) {
            shard.mistake(FROM_HOSTNAME, "needs a host name that ends with a hyphen and a number, not " + host);
            return Shard.WHOLE;
        }
        return checked(
                shard,
                FROM_HOSTNAME,
                Integer.parseInt(ordinal.group(1)),
                count,
                "needs a shard.count greater than the number in the host name " + host + ", not " + count);
    }

    private static Shard checked(ConfigurationSection shard, String key, int index, int count, String words) {
        if (index < count) {
            return new Shard(index, count);
        }
        shard.mistake(key, words);
        return Shard.WHOLE;
    }
}
