package io.smartconnect.exporter.web.page;

import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.PollError;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.web.html.PageText;
import java.util.Optional;

/** A target or an instance, and how its last poll went. */
record PolledTarget(String kind, String name, Optional<Boolean> up, Optional<String> error) {

    static final String TARGET = "target";
    static final String INSTANCE = "instance";

    static PolledTarget of(Target target) {
        return new PolledTarget(
                TARGET, target.name(), target.up(), target.lastError().map(PollError::text));
    }

    static PolledTarget of(Instance instance) {
        InstanceInfo info = instance.info();
        String name = info.name().isEmpty() ? info.id() : info.name();
        return new PolledTarget(
                INSTANCE, name, instance.up(), instance.lastError().map(PollError::text));
    }

    /** For example {@code instance shop fail: timeout: no answer}. */
    String failure() {
        return kind + " " + PageText.cut(name) + " fail"
                + error.map(why -> ": " + PageText.cut(why)).orElse("");
    }
}
