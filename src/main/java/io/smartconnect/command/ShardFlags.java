package io.smartconnect.command;

import io.smartconnect.exporter.config.reader.FlagValues;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that share the instances among several processes. */
final class ShardFlags {

    @Option(names = "--shard", paramLabel = "INDEX", description = "Shard of this process, from 0. Default: 0.")
    private @Nullable String shard;

    @Option(
            names = "--total-shards",
            paramLabel = "COUNT",
            description = "Shards that share the instances. Default: 1.")
    private @Nullable String totalShards;

    @Option(names = "--shard-from-hostname", description = "Shard by the number that ends the host name.")
    private boolean fromHostname;

    /** Adds these flags to others. */
    FlagValues addTo(FlagValues others) {
        return others.with("shard", shard)
                .with("total-shards", totalShards)
                .with("shard-from-hostname", fromHostname ? "true" : null);
    }
}
