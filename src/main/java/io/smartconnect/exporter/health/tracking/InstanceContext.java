package io.smartconnect.exporter.health.tracking;

import io.smartconnect.exporter.health.HealthSettings;

/**
 * The facts that the trackers of all tasks of one instance share.
 *
 * @param instanceId for the log
 * @param target its name, which the patterns of the settings match
 * @param settings of the judgement
 * @param readsCloudEye whether Cloud Eye is read for the target
 */
public record InstanceContext(String instanceId, String target, HealthSettings settings, boolean readsCloudEye) {}
