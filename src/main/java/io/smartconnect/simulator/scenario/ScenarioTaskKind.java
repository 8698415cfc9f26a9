package io.smartconnect.simulator.scenario;

/** The kinds of tasks that an {@link InstanceBuilder} adds. */
enum ScenarioTaskKind {
    REPLICATION,
    /** An OBS dump of the Smart Connect API. */
    OBS,
    /** An OBS dump that only the dump API lists. */
    DUMP,
    REDIS,
    /** Another consumer of topics, which no API lists. */
    CONSUMER;

    boolean hasGroup() {
        return this != REPLICATION && this != REDIS;
    }
}
