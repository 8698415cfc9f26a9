package io.smartconnect.exporter.web.page;

import io.smartconnect.exporter.snapshot.Instance;
import io.smartconnect.exporter.snapshot.InstanceInfo;
import io.smartconnect.exporter.snapshot.PollError;
import io.smartconnect.exporter.snapshot.Target;
import io.smartconnect.exporter.web.html.PageWords;
import io.smartconnect.exporter.web.html.SharedPageText;
import java.util.Optional;

/** The result of the last poll of a target or instance. */
record PollStatus(String kind, String name, Optional<Boolean> up, Optional<String> error) {

    static final String TARGET = "target";
    static final String INSTANCE = "instance";

    static PollStatus of(Target target) {
        return new PollStatus(
                TARGET, target.name(), target.up(), target.lastError().map(PollError::text));
    }

    static PollStatus of(Instance instance) {
        InstanceInfo info = instance.info();
        String name = info.name().isEmpty() ? info.id() : info.name();
        return new PollStatus(
                INSTANCE, name, instance.up(), instance.lastError().map(PollError::text));
    }

    /** For example {@code Polls of instance shop fail: timeout: no answer}. */
    String failure(PageWords words) {
        return words.text("Polls of " + kind + " {0} fail", SharedPageText.cut(name))
                + error.map(why -> ": " + SharedPageText.cut(why)).orElse("");
    }
}
