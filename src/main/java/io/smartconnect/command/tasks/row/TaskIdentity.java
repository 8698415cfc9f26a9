package io.smartconnect.command.tasks.row;

import io.smartconnect.command.terminal.SafeText;

/** The ids and names of a task, its instance and its target. Unknown names are empty. */
public record TaskIdentity(String target, String instanceId, String instanceName, String taskId, String taskName) {

    /** The name of the instance, or its id if it has none. */
    public String instance() {
        return instanceName.isEmpty() ? instanceId : instanceName;
    }

    /** True if {@code wanted} is the id or the name of the instance. */
    public boolean runsOn(String wanted) {
        return wanted.equals(instanceId) || wanted.equals(instanceName);
    }

    /** Task and instance in one safe text. */
    public String text() {
        return SafeText.of(taskName + " (" + taskId + ") of " + instance());
    }
}
