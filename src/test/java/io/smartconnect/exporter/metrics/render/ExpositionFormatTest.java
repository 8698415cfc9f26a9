package io.smartconnect.exporter.metrics.render;

import static io.smartconnect.exporter.metrics.catalogue.MetricFamily.MetricType.COUNTER;
import static io.smartconnect.exporter.metrics.catalogue.MetricFamily.MetricType.GAUGE;
import static io.smartconnect.exporter.metrics.catalogue.MetricFamily.MetricType.INFO;
import static io.smartconnect.exporter.metrics.render.ExpositionFormat.OPENMETRICS_1_0;
import static io.smartconnect.exporter.metrics.render.ExpositionFormat.TEXT_0_0_4;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartconnect.exporter.metrics.catalogue.MetricFamily;
import io.smartconnect.exporter.metrics.catalogue.Utf8Writer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpositionFormatTest {

    @Test
    void help_isEscapedAsTheFormatRequires() {
        MetricFamily<String> family = family("a_total", COUNTER, "x\\y\"z\n");

        assertThat(description(family, TEXT_0_0_4)).isEqualTo("# HELP a_total x\\\\y\"z\\n\n# TYPE a_total counter\n");
        assertThat(description(family, OPENMETRICS_1_0)).isEqualTo("# HELP a x\\\\y\\\"z\\n\n# TYPE a counter\n");
    }

    @Test
    void info_isAGauge_inTheClassicText() {
        MetricFamily<String> family = family("a_info", INFO, "b");

        assertThat(description(family, TEXT_0_0_4)).isEqualTo("# HELP a_info b\n# TYPE a_info gauge\n");
        assertThat(description(family, OPENMETRICS_1_0)).isEqualTo("# HELP a b\n# TYPE a info\n");
    }

    @Test
    void gauge_keepsItsName() {
        MetricFamily<String> family = family("a_total_info", GAUGE, "b");

        assertThat(description(family, TEXT_0_0_4))
                .isEqualTo(description(family, OPENMETRICS_1_0))
                .isEqualTo("# HELP a_total_info b\n# TYPE a_total_info gauge\n");
    }

    private static MetricFamily<String> family(String name, MetricFamily.MetricType type, String help) {
        return new MetricFamily<>(name, type, help, List.of(), (entity, output) -> {});
    }

    private static String description(MetricFamily<?> family, ExpositionFormat format) {
        Utf8Writer text = new Utf8Writer(0);
        format.writeDescription(family, text);
        return text.toString();
    }
}
