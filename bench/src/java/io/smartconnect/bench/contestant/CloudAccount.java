package io.smartconnect.bench.contestant;

import io.smartconnect.simulator.Simulator;
import java.net.URI;

/** An access key for a project of a cloud. */
public record CloudAccount(URI endpoint, String projectId, String accessKey, String secretKey) {

    /** The account of a simulator. */
    public static CloudAccount of(Simulator cloud) {
        return new CloudAccount(cloud.url(), cloud.projectId(), cloud.accessKey(), cloud.secretKey());
    }

    /** The same account at another endpoint. */
    public CloudAccount at(URI other) {
        return new CloudAccount(other, projectId, accessKey, secretKey);
    }
}
