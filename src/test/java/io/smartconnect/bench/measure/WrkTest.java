package io.smartconnect.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrkTest {

    /** As wrk 4.1.0 prints it. */
    private static final String OUTPUT = """
            Running 5s test @ http://127.0.0.1:10052/metrics
              1 threads and 1 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency     1.02ms  210.00us   9.50ms   95.10%%
                Req/Sec     0.98k    45.21     1.05k    82.00%%
              Latency Distribution
                 50%%  %s
                 75%%    1.04ms
                 90%%    1.15ms
                 99%%    1.87ms
              4891 requests in 5.00s, 22.93GB read
            %sRequests/sec:    978.12
            Transfer/sec:      4.59GB
            """;

    @ParameterizedTest
    @CsvSource({"902.00us, 0.902", "1.42ms, 1.42", "2.70s, 2700", "1.10m, 66000"})
    void result_hasTheMedianInMilliseconds_andTheScrapes(String printed, double millis) throws IOException {
        Load.Result result = Wrk.parse(OUTPUT.formatted(printed, ""));

        assertThat(result.medianMillis()).isEqualTo(millis);
        assertThat(result.scrapes()).isEqualTo(4_891);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  Socket errors: connect 0, read 0, write 0, timeout 3\n",
                "  Non-2xx or 3xx responses: 4891\n",
            })
    void result_isRefused_whenARequestHasFailed(String trouble) {
        String output = OUTPUT.formatted("1.42ms", trouble);

        assertThatThrownBy(() -> Wrk.parse(output)).hasMessageContaining(trouble.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unable to connect to 127.0.0.1:1 Connection refused"})
    void result_isRefused_whenThereIsNone(String output) {
        assertThatThrownBy(() -> Wrk.parse(output)).isInstanceOf(IOException.class);
    }
}
