package io.smartconnect.exporter.cloud.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ResourceLock(value = Resources.SYSTEM_PROPERTIES, mode = ResourceAccessMode.READ)
class ProxiesTest {

    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY, https://dms.example.com",
        "https_proxy, https://dms.example.com",
        "HTTP_PROXY, http://dms.example.com",
        "http_proxy, http://dms.example.com"
    })
    void variable_appliesToItsScheme(String variable, String endpoint) {
        Proxies proxies = Proxies.of(Map.of(variable, "http://proxy:3128"));

        assertThat(proxies.to(URI.create(endpoint))).hasValueSatisfying(proxy -> {
            assertThat(proxy.getType()).isEqualTo(ProxyType.HTTP);
            assertThat(proxy.getHost()).isEqualTo("proxy");
            assertThat(proxy.getPort()).isEqualTo(3128);
            assertThat(proxy.getUsername()).isNull();
        });
        assertThat(proxies.to(URI.create(
                        endpoint.startsWith("https") ? endpoint.replace("https", "http") : "https://dms.example.com")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://us%40er:p%3Ass+w@proxy.example.com:8080, HTTP, proxy.example.com, 8080, us@er, p:ss+w",
        "user:pass@proxy, HTTP, proxy, 80, user, pass",
        "proxy:1/, HTTP, proxy, 1, ,",
        "socks5://user:pass@proxy, SOCKS5, proxy, 1080, user, pass"
    })
    void address_isRead(String text, ProxyType type, String host, int port, String user, String password) {
        ProxyOptions proxy = Proxies.of(Map.of("HTTPS_PROXY", text))
                .to(URI.create("https://dms.example.com"))
                .orElseThrow();

        assertThat(proxy)
                .extracting(
                        ProxyOptions::getType,
                        ProxyOptions::getHost,
                        ProxyOptions::getPort,
                        ProxyOptions::getUsername,
                        ProxyOptions::getPassword)
                .containsExactly(type, host, port, user, password);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "other.com,dms.example.com | true",
                "DMS.Example.com | true",
                " .example.com , x | true",
                "dms.example.com:443 | true",
                "* | true",
                "example.com | false",
                ".ms.example.com | false",
                "dms.example.com.evil.com | false"
            })
    void excludedHosts_areReachedDirectly(String excluded, boolean isDirect) {
        for (String variable : new String[] {"NO_PROXY", "no_proxy"}) {
            Proxies proxies = Proxies.of(Map.of("HTTPS_PROXY", "proxy:1", variable, excluded));

            assertThat(proxies.to(URI.create("https://dms.example.com:443")).isEmpty())
                    .isEqualTo(isDirect);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1", "http://127.0.0.1", "http://[::1]:1"})
    void thisMachine_isReachedDirectly(String endpoint) {
        assertThat(Proxies.of(Map.of("HTTP_PROXY", "proxy:1")).to(URI.create(endpoint)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://proxy:1", "http://", "http://proxy/path", "http://us er@proxy", "ftp://proxy"})
    void variableWithoutAProxy_isAMistake(String text) {
        assertThat(Proxies.mistakes(Map.of("https_proxy", text)))
                .isEqualTo(Map.of(
                        "https_proxy", "must be [http://][USER:PASSWORD@]HOST[:PORT], or the same with socks5://"));
    }

    @Test
    void variables_mayBeEmpty() {
        assertThat(Proxies.mistakes(Map.of("HTTPS_PROXY", " ", "HTTP_PROXY", "proxy")))
                .isEmpty();
    }

    @Test
    void address_hidesItsUser() {
        assertThat(ProxyAddress.of("http://user:planted@proxy:1")).hasToString("***@proxy:1");
    }
}
