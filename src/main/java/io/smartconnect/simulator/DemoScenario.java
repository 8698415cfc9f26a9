package io.smartconnect.simulator;

/** The built-in scenarios that show something. */
final class DemoScenario {

    private DemoScenario() {}

    static Scenario scenario() {
        return Scenario.builder("demo").build();
    }

    static Scenario quiet() {
        return Scenario.builder("quiet").build();
    }
}
