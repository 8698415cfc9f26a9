package io.smartconnect.exporter.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;

class PathSegmentTest {

    @Example
    void reservedCharacters_areEscaped() {
        assertThat(PathSegment.of("194917d0-****")).isEqualTo("194917d0-%2A%2A%2A%2A");
    }

    @Example
    void dotsThatMeanAStep_areEscaped() {
        assertThat(PathSegment.of(".")).isEqualTo("%2E");
        assertThat(PathSegment.of("..")).isEqualTo("%2E%2E");
        assertThat(PathSegment.of("...")).isEqualTo("...");
    }

    @Property
    void anyId_staysOneSegmentOfOnePath(@ForAll @NotEmpty String id) {
        URI uri = URI.create("http://localhost").resolve("/v2/" + PathSegment.of(id) + "/tasks");
        assertThat(uri.getRawPath().split("/", -1)).hasSize(4);
        assertThat(uri.getRawQuery()).isNull();
        assertThat(uri.getRawFragment()).isNull();
    }
}
