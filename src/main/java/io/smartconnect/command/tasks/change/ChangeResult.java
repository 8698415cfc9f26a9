package io.smartconnect.command.tasks.change;

import java.util.List;

/**
 * The result of a change, by a later read of the task.
 *
 * @param lines one per field
 * @param isApplied true if every field that the API returns has its new value
 */
public record ChangeResult(List<String> lines, boolean isApplied) {}
