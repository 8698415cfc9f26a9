package io.smartconnect.simulator.model;

/** The visibility of an OBS dump of the Smart Connect API in the dump API. The documents leave it open. */
public enum DumpVisibility {
    /** Listed under the same id. */
    SAME_ID,
    /** Listed under another id, with the same name and creation time. */
    OTHER_ID,
    /** Not listed. */
    ABSENT
}
