package io.smartconnect.simulator.model;

/** How an OBS task made through the Smart Connect API appears in the dump API; no document says which is true. */
public enum DumpVisibility {
    SAME_ID,
    /** Under another id, with the same name and creation time. */
    OTHER_ID,
    ABSENT
}
