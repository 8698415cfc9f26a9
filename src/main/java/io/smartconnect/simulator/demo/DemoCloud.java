package io.smartconnect.simulator.demo;

import io.smartconnect.simulator.Simulator;
import io.smartconnect.simulator.scenario.Scenario;

/**
 * One simulated cloud of the demo.
 *
 * @param name of its target
 * @param logsIn true if its target logs in with a password, false if it has an access key
 */
public record DemoCloud(String name, boolean logsIn, Simulator simulator) {

    /** Starts the cloud of a scenario, whose name its target gets. */
    static DemoCloud start(Scenario scenario, boolean logsIn) {
        return new DemoCloud(scenario.name(), logsIn, Simulator.start(scenario));
    }
}
