package io.smartconnect.simulator;

import io.smartconnect.simulator.api.Authentication;
import io.smartconnect.simulator.api.DmsApi;
import io.smartconnect.simulator.api.SimulatedCloud;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.fault.FaultList;
import io.smartconnect.simulator.fault.InstalledFault;
import io.smartconnect.simulator.http.ApiOperation;
import io.smartconnect.simulator.http.RecordedRequest;
import io.smartconnect.simulator.http.RequestLog;
import io.smartconnect.simulator.model.Truth;
import io.smartconnect.simulator.scenario.Scenario;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A pretend DMS for Kafka and IAM on a real port. It answers as the documents say, tells the truth when asked directly,
 * counts what it is asked, and fails on command. All methods may be called from any thread but an event loop.
 */
public final class Simulator implements AutoCloseable {

    private final Scenario scenario;
    private final SimulatedCloud cloud;
    private final Authentication authentication;
    private final FaultList faults = new FaultList();
    private final RequestLog log = new RequestLog();
    private final Server server;

    private Simulator(Scenario scenario, InstantSource clock, String host, int port) {
        this.scenario = scenario;
        cloud = new SimulatedCloud(scenario, clock);
        authentication = new Authentication(scenario.account(), clock);
        server = Server.start(new DmsApi(scenario, cloud, authentication), faults, log, host, port);
    }

    /** On a free port of the loopback address, by the system's clock. */
    public static Simulator start(Scenario scenario) {
        return start(scenario, InstantSource.system());
    }

    /** On a free port of the loopback address. */
    public static Simulator start(Scenario scenario, InstantSource clock) {
        return start(scenario, clock, "127.0.0.1", 0);
    }

    /**
     * Starts and waits until it listens.
     *
     * @param clock the scenario starts when this says it is now
     * @param port 0 for a free one
     * @throws java.io.UncheckedIOException if it can't listen there, such as when the port is taken
     */
    public static Simulator start(Scenario scenario, InstantSource clock, String host, int port) {
        return new Simulator(scenario, clock, host, port);
    }

    /** Where it listens, for both DMS and IAM. */
    public URI url() {
        return server.url();
    }

    public Scenario scenario() {
        return scenario;
    }

    public String projectId() {
        return scenario.account().projectId();
    }

    public String accessKey() {
        return scenario.account().accessKey();
    }

    /** The secret key that is good now. */
    public String secretKey() {
        return authentication.secretKey();
    }

    /** Set when the key is a temporary one. */
    public Optional<String> securityToken() {
        return scenario.account().securityToken();
    }

    public String username() {
        return scenario.account().username();
    }

    public String domain() {
        return scenario.account().domain();
    }

    public String password() {
        return scenario.account().password();
    }

    /** A token as from a log-in, without one. */
    public String issueToken() {
        return authentication.issueToken();
    }

    /** From now on no token issued so far is good. */
    public void revokeTokens() {
        authentication.revokeTokens();
    }

    /** From now on only this secret key is good, as after a rotation. */
    public void changeSecretKey(String secretKey) {
        authentication.changeSecretKey(secretKey);
    }

    /** Lets something go wrong from now on. */
    public InstalledFault add(Fault fault) {
        return faults.add(fault);
    }

    public void clearFaults() {
        faults.clear();
    }

    /** Takes an instance away, as if somebody had deleted it. */
    public void deleteInstance(String instanceId) {
        cloud.remove(instanceId);
    }

    public void deleteTask(String instanceId, String taskId) {
        cloud.delete(instanceId, taskId);
    }

    public void pauseTask(String instanceId, String taskId) {
        cloud.pause(instanceId, taskId);
    }

    public void resumeTask(String instanceId, String taskId) {
        cloud.resume(instanceId, taskId);
    }

    /** Throws the task back to the start of its log, as a restart does. */
    public void restartTask(String instanceId, String taskId) {
        cloud.restart(instanceId, taskId);
    }

    /** Deletes a topic and creates it anew: for all tasks its logs are empty and start at offset 0. */
    public void recreateTopic(String instanceId, String topic) {
        cloud.recreate(instanceId, topic);
    }

    /**
     * What is really so for one partition now.
     *
     * @throws java.util.NoSuchElementException if there is no such instance, task or partition
     */
    public Truth truth(String instanceId, String taskId, String topic, int partition) {
        return cloud.truth(instanceId, taskId, topic, partition);
    }

    /** What is really so for every partition of every task, at one moment. */
    public List<Truth> truths() {
        return cloud.truths();
    }

    /** Requests that have come, answered or not. */
    public int requestCount() {
        return log.count();
    }

    public int requestCount(ApiOperation operation) {
        return log.count(operation);
    }

    public int requestCount(ApiOperation operation, String instanceId) {
        return log.count(operation, instanceId);
    }

    /** Requests about one instance, those for its dump tasks included. */
    public int requestCount(String instanceId) {
        return log.count(instanceId);
    }

    /** Requests that wanted to change something: all but GET and log-ins. */
    public int changeCount() {
        return log.changes();
    }

    /** The requests dealt with so far, oldest first; the last 10,000. Unanswered ones have status 0. */
    public List<RecordedRequest> requests() {
        return log.requests();
    }

    public int requestsInFlight() {
        return log.inFlight();
    }

    /** The most requests that were in flight at one time. */
    public int maxConcurrentRequests() {
        return log.mostInFlight();
    }

    /** Begins to count anew. */
    public void clearRequests() {
        log.clear();
    }

    /** Stops listening and cuts all connections. */
    @Override
    public void close() {
        server.close();
    }
}
