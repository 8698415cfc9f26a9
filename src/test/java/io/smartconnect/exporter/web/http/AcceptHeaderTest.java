package io.smartconnect.exporter.web.http;

import static io.smartconnect.exporter.metrics.render.ExpositionFormat.OPENMETRICS_1_0;
import static io.smartconnect.exporter.metrics.render.ExpositionFormat.TEXT_0_0_4;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.metrics.render.ExpositionFormat;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptHeaderTest {

    private static final String PROMETHEUS_2_42 = "application/openmetrics-text;version=1.0.0,"
            + "application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
    private static final String PROMETHEUS_3_5 =
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                    + "application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
                    + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

    @ParameterizedTest
    @ValueSource(
            strings = {
                PROMETHEUS_2_42,
                PROMETHEUS_3_5,
                "application/openmetrics-text",
                "Application/OpenMetrics-Text; Version=\"1.0.0\" ; Q=0.9, text/*;q=0.5",
                "application/openmetrics-text;version=1.0.0;charset=utf-8",
                "application/openmetrics-text, text/plain",
                "application/openmetrics-text;q=0.5, */*;q=0.5",
                "application/openmetrics-text;x=\"a,b;q=0\";q=0.2, text/plain;q=0.1",
                "application/*",
                "application/*;q=0.9, text/plain;q=0.8",
                "*/*, text/plain;q=0.5",
                "application/openmetrics-text;q=.5, text/plain;q=0.",
            })
    void openMetrics_isChosen_whenPreferred(String accept) {
        assertThat(AcceptHeader.format(List.of(accept))).isEqualTo(OPENMETRICS_1_0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "text/plain",
                "application/openmetrics-text;version=0.0.1",
                "application/openmetrics-text;version=0.0.1, text/plain;q=0.1",
                "application/openmetrics-text;q=0.4, text/plain;q=0.5",
                "application/openmetrics-text;q=0.4, text/plain;version=1.0.0;q=0.5",
                "application/openmetrics-text;q=0.4, text/*;q=0.5",
                "application/openmetrics-text;q=0.4, */*;q=0.5",
                "application/openmetrics-text;q=0",
                "application/openmetrics-text;q=0, */*",
                "application/openmetrics-text;q=high",
                "application/openmetrics-text;q=2",
                "application/openmetrics-text;q=NaN",
                "application/json",
            })
    void text_isChosen_otherwise(String accept) {
        assertThat(AcceptHeader.format(List.of(accept))).isEqualTo(TEXT_0_0_4);
    }

    @Test
    void format_readsAllHeaders_whenThereAreSeveral() {
        assertThat(AcceptHeader.format(List.of("text/plain;q=0.5", "application/openmetrics-text")))
                .isEqualTo(OPENMETRICS_1_0);
        assertThat(AcceptHeader.format(List.of())).isEqualTo(TEXT_0_0_4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "deflate, x-gzip;q=0.1", "*", "br, *;q=0.1", "identity, gzip;q=0.5"})
    void gzip_isAccepted_whenItWeighsAnything(String acceptEncoding) {
        assertThat(AcceptHeader.gzip(List.of(acceptEncoding))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "br", "gzip;q=0", "gzip;q=0.000, *", "*;q=0", "gzipped", "gzip;q=x"})
    void gzip_isRefused_otherwise(String acceptEncoding) {
        assertThat(AcceptHeader.gzip(List.of(acceptEncoding))).isFalse();
    }

    @Property
    void anyHeader_isReadWithoutFailing(@ForAll List<String> headers) {
        assertThat(AcceptHeader.format(headers)).isNotNull();
        AcceptHeader.gzip(headers);
    }

    @Property
    void anyPunctuation_isReadWithoutFailing(
            @ForAll @Chars({',', ';', '=', '"', '/', '*', 'q', '.', '0', '1', ' '}) String header) {
        assertThat(AcceptHeader.format(List.of(header))).isIn(Arrays.asList(ExpositionFormat.values()));
        AcceptHeader.gzip(List.of(header));
    }

    @Property
    void garbage_doesNotHideWhatIsReadable(@ForAll @CharRange(from = 'a', to = 'z') String garbage) {
        assertThat(AcceptHeader.format(List.of(garbage + ";=;;q," + PROMETHEUS_3_5)))
                .isEqualTo(OPENMETRICS_1_0);
    }
}
