package io.smartconnect.fuzz;

import io.smartconnect.exporter.cloud.auth.renewal.TokenFuzzTargets;
import io.smartconnect.exporter.cloud.auth.temporary.KeyFuzzTargets;
import io.smartconnect.exporter.cloud.dms.DmsFuzzTargets;
import io.smartconnect.exporter.cloud.eye.EyeFuzzTargets;
import io.smartconnect.exporter.cloud.failure.FailureFuzzTargets;
import io.smartconnect.exporter.cloud.kafka.KafkaFuzzTargets;
import io.smartconnect.exporter.health.tracking.WindowFuzzTargets;
import io.smartconnect.exporter.history.prometheus.HistoryFuzzTargets;
import io.smartconnect.exporter.lag.StateFuzzTargets;
import io.smartconnect.exporter.web.config.WebConfigurationFuzzTargets;
import io.smartconnect.exporter.web.http.HeaderFuzzTargets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All fuzz targets by name, and the entry points of the fuzzer. A folder of the same name has the seeds of a target. */
public final class FuzzTargets {

    static final NavigableMap<String, FuzzTarget> ALL = all();

    private static FuzzTarget chosen = bytes -> {};

    private FuzzTargets() {}

    /** Prints the names of all targets, for {@code bench/run fuzz}. */
    public static void main(String[] arguments) {
        ALL.keySet().forEach(System.out::println);
    }

    /** Chooses the target and loads its classes, outside of the time limit of an input; the fuzzer calls it once. */
    public static void fuzzerInitialize(String[] arguments) throws Exception {
        FuzzTarget named = ALL.get(arguments[0]);
        if (named == null) {
            throw new IllegalArgumentException("no target is named " + arguments[0]);
        }
        chosen = named;
        chosen.decode(new byte[0]);
    }

    /** Passes an input to the chosen target; the fuzzer calls it for each input. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        chosen.decode(bytes);
    }

    private static NavigableMap<String, FuzzTarget> all() {
        NavigableMap<String, FuzzTarget> all = new TreeMap<>();
        Stream.<Map<String, FuzzTarget>>of(
                        DmsFuzzTargets.ALL,
                        KafkaFuzzTargets.ALL,
                        EyeFuzzTargets.ALL,
                        FailureFuzzTargets.ALL,
                        TokenFuzzTargets.ALL,
                        KeyFuzzTargets.ALL,
                        HeaderFuzzTargets.ALL,
                        WebConfigurationFuzzTargets.ALL,
                        HistoryFuzzTargets.ALL,
                        StateFuzzTargets.ALL,
                        WindowFuzzTargets.ALL)
                .forEach(all::putAll);
        return all;
    }
}
