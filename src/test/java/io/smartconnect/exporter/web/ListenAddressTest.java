package io.smartconnect.exporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressTest {

    @ParameterizedTest
    @CsvSource({
        ":10052, false, http://localhost:10052",
        "[::]:10052, true, https://localhost:10052",
        "127.0.0.1:80, true, https://127.0.0.1:80",
        "[::1]:80, false, http://[::1]:80"
    })
    void reachable_isTheUrlOnThisMachine(String address, boolean tls, String url) {
        assertThat(ListenAddress.of(address).reachable(tls)).isEqualTo(url);
    }
}
