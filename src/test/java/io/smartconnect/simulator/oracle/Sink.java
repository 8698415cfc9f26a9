package io.smartconnect.simulator.oracle;

import java.util.Optional;
import java.util.Set;

/**
 * A task that transfers a topic of its own, seen through its consumer group. The topic has two partitions, of which only the
 * first gets messages. Kafka Connect and the simulator each have one, so that a test can compare them.
 */
interface Sink extends AutoCloseable {

    /** Its name, which is that of the connector or the task. */
    String name();

    /** Appends messages to the first partition. */
    void produce(int messages);

    /** Deletes all messages of the first partition below this offset, as retention does. */
    void expireBefore(long offset);

    /** Pauses the transfer, and returns once it stands still. */
    void pause();

    /** Ends the transfer, and returns once nothing that was fetched before is transferred later. */
    void stop();

    /** Goes on after a pause or a stop. */
    void resume();

    /** The number of messages that it has transferred, each as often as it was transferred. */
    int transferredMessages();

    /** The names of all consumer groups of its instance. */
    Set<String> groupNames();

    /** The consumer group of this name, if there is one. */
    Optional<Group> group(String groupName);

    /** The offsets of a partition; those of the group are the ones that it shows under this name. */
    Offsets offsets(String groupName, int partition);

    @Override
    void close();

    /** The name of its consumer group. */
    default String groupName() {
        return "connect-" + name();
    }

    /** The offsets of a partition. */
    default Offsets offsets(int partition) {
        return offsets(groupName(), partition);
    }

    /**
     * A consumer group.
     *
     * @param state in the cloud's spelling, such as STABLE
     */
    record Group(String state, int members) {}

    /**
     * The offsets of one partition.
     *
     * @param start the oldest one that still exists
     * @param committed the group's, if it has one
     * @param end the one that the next produced message gets
     */
    record Offsets(long start, Optional<Long> committed, long end) {

        static Offsets of(long start, long committed, long end) {
            return new Offsets(start, Optional.of(committed), end);
        }
    }
}
