package io.smartconnect.simulator.scenario;

/**
 * The APIs that a scenario's cloud has.
 *
 * @param openTelekomCloud true for the limits and errors of Open Telekom Cloud
 */
record CloudVariant(boolean dumpApi, boolean openTelekomCloud, CloudEyeSettings cloudEye) {

    static final CloudVariant DEFAULT = new CloudVariant(true, false, CloudEyeSettings.DEFAULT);

    CloudVariant withoutDumpApi() {
        return new CloudVariant(false, openTelekomCloud, cloudEye);
    }

    CloudVariant asOpenTelekomCloud() {
        return new CloudVariant(false, true, cloudEye.withVersions(cloudEye.v1(), false));
    }

    CloudVariant withCloudEye(CloudEyeSettings other) {
        return new CloudVariant(dumpApi, openTelekomCloud, other);
    }
}
