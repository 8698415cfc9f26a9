package io.smartconnect.command.tasks.source;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The responses of both cloud APIs about one task, with every field.
 *
 * @param smartConnect absent if Smart Connect does not list the task or could not be read
 * @param dump absent if the dump API does not list the task or could not be read
 * @param failures one line for each API that could not be read
 */
public record CloudAnswers(Optional<JsonObject> smartConnect, Optional<JsonObject> dump, List<String> failures) {

    /** No response. */
    static final CloudAnswers NONE = new CloudAnswers(Optional.empty(), Optional.empty(), List.of());
}
