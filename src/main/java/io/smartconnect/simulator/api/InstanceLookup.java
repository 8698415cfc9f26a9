package io.smartconnect.simulator.api;

import io.smartconnect.simulator.http.SimulatedErrorException;
import io.smartconnect.simulator.http.SimulatedRequest;
import io.smartconnect.simulator.model.SimulatedInstance;
import io.smartconnect.simulator.model.SimulatedTask;
import java.util.regex.Pattern;

/** A lookup of instances and tasks by the ids in a request's path; it throws the API's error for an unknown one. */
record InstanceLookup(SimulatedCloud cloud) {

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    SimulatedInstance instance(SimulatedRequest call) {
        String id = call.id("instance_id");
        return cloud.instance(id)
                .orElseThrow(() -> UUID_TEXT.matcher(id).matches()
                        ? SimulatedErrorException.notFound("DMS.00404022", "This instance does not exist.")
                        : SimulatedErrorException.badRequest(
                                "DMS.00400030", "Invalid instance ID. The instance ID must be a UUID."));
    }

    /** The instance, whose Smart Connect must be on. */
    SimulatedInstance withConnector(SimulatedRequest call) {
        SimulatedInstance instance = instance(call);
        if (instance.spec().connectorId().isEmpty()) {
            throw noConnector();
        }
        return instance;
    }

    SimulatedInstance byConnector(SimulatedRequest call) {
        return cloud.instanceOfConnector(call.id("connector_id")).orElseThrow(InstanceLookup::noConnector);
    }

    /** No document shows the error for an unknown Smart Connect task; the simulator uses that of a dump task. */
    SimulatedTask task(SimulatedRequest call) {
        String id = call.id("task_id");
        return withConnector(call).smartConnectTask(id).orElseThrow(() -> noTask(id));
    }

    SimulatedTask dumpTask(SimulatedRequest call) {
        String id = call.id("task_id");
        return byConnector(call).dumpTask(id).orElseThrow(() -> noTask(id));
    }

    private static SimulatedErrorException noConnector() {
        return SimulatedErrorException.notFound("DMS.00404024", "The connector does not exist.");
    }

    private static SimulatedErrorException noTask(String id) {
        return UUID_TEXT.matcher(id).matches()
                ? SimulatedErrorException.notFound("DMS.00404026", "The dumping task does not exist.")
                : SimulatedErrorException.badRequest("DMS.00400070", "Invalid task ID format.");
    }
}
