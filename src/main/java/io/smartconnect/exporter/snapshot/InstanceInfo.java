package io.smartconnect.exporter.snapshot;

/**
 * Facts about an instance. A fact that is unknown is empty.
 *
 * @param id the instance's id
 * @param name the instance's name
 * @param target name of the target that polls it
 * @param region the target's region
 * @param projectId the target's project
 * @param engineVersion for example {@code 2.7}
 * @param status for example {@code RUNNING}
 */
public record InstanceInfo(
        String id, String name, String target, String region, String projectId, String engineVersion, String status) {}
