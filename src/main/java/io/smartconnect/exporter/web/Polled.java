package io.smartconnect.exporter.web;

import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.Target;
import java.util.Optional;

/** A target or an instance, and how its last poll went. */
record Polled(String kind, String name, Optional<Boolean> up, Optional<String> error) {

    static final String TARGET = "target";
    static final String INSTANCE = "instance";

    static Polled of(Target target) {
        return new Polled(TARGET, target.name(), target.up(), target.lastError());
    }

    static Polled of(Instance instance) {
        InstanceInfo info = instance.info();
        String name = info.name().isEmpty() ? info.id() : info.name();
        return new Polled(INSTANCE, name, instance.up(), instance.lastError());
    }

    /** For example {@code instance shop fail: timeout: no answer}. */
    String failure() {
        return kind + " " + Words.cut(name) + " fail"
                + error.map(why -> ": " + Words.cut(why)).orElse("");
    }
}
