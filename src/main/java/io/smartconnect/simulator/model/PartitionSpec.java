package io.smartconnect.simulator.model;

/**
 * One partition of a topic, as one task sees it.
 *
 * @param status as the dump API says
 * @param firstOffset start of the log: where a task that begins anew begins
 */
public record PartitionSpec(int id, String status, long firstOffset, Production production, Transfer transfer) {

    long produced(long millis) {
        return production.messages(millis);
    }

    /** Messages that an undisturbed task has transferred by then. */
    long undisturbed(long millis) {
        return transfer.messages(production, millis);
    }

    /** As it is once its topic was deleted and created anew at that moment: an empty log, which starts at offset 0. */
    PartitionSpec recreatedAt(long moment) {
        long lost = produced(moment);
        Production since = millis -> Math.max(0, produced(millis) - lost);
        Transfer onward = (production, millis) -> Math.max(0, undisturbed(millis) - lost);
        return new PartitionSpec(id, status, 0, since, onward);
    }
}
