package io.smartconnect.simulator.model;

/**
 * One partition of a topic for one task.
 *
 * @param status status in the dump API
 * @param firstOffset start of the log, to which a restart rewinds the task
 */
public record PartitionSpec(int id, String status, long firstOffset, Production production, Transfer transfer) {

    long produced(long millis) {
        return production.messages(millis);
    }

    /** Messages that a task without pauses and restarts has transferred. */
    long undisturbed(long millis) {
        return transfer.messages(production, millis);
    }

    /** This partition after its topic was recreated: an empty log that starts at offset 0. */
    PartitionSpec recreatedAt(long moment) {
        long lost = produced(moment);
        Production since = millis -> Math.max(0, produced(millis) - lost);
        Transfer onward = (production, millis) -> Math.max(0, undisturbed(millis) - lost);
        return new PartitionSpec(id, status, 0, since, onward);
    }
}
