package io.smartconnect.simulator;

import io.smartconnect.simulator.api.SimulatedApi;
import io.smartconnect.simulator.api.SimulatedCloud;
import io.smartconnect.simulator.auth.Authentication;
import io.smartconnect.simulator.fault.ActiveFault;
import io.smartconnect.simulator.fault.Fault;
import io.smartconnect.simulator.fault.FaultList;
import io.smartconnect.simulator.http.RecordedRequest;
import io.smartconnect.simulator.http.RequestLog;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.model.ActualPartitionState;
import io.smartconnect.simulator.model.InstanceSpec;
import io.smartconnect.simulator.scenario.InstanceBuilder;
import io.smartconnect.simulator.scenario.Scenario;
import io.smartconnect.simulator.scenario.SimulatedAccount.TemporaryAccess;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A simulated DMS for Kafka, Cloud Eye and IAM that listens on a real port. It responds as the API's documents show, reports the true
 * state in {@link #truths}, counts requests, and fails on command. Any thread except an event loop may call its methods.
 */
public final class Simulator implements AutoCloseable {

    private final Scenario scenario;
    private final SimulatedCloud cloud;
    private final Authentication authentication;
    private final FaultList faults = new FaultList();
    private final RequestLog log = new RequestLog();
    private final SimulatorServer server;

    private Simulator(Scenario scenario, InstantSource clock, String host, int port) {
        this.scenario = scenario;
        cloud = new SimulatedCloud(scenario, clock);
        authentication = new Authentication(scenario.account(), clock);
        scenario.faults().forEach(faults::add);
        server = SimulatorServer.start(new SimulatedApi(scenario, cloud, authentication), faults, log, host, port);
    }

    /** Starts on a free port of the loopback address, with the system's clock. */
    public static Simulator start(Scenario scenario) {
        return start(scenario, InstantSource.system());
    }

    /** Starts on a free port of the loopback address. */
    public static Simulator start(Scenario scenario, InstantSource clock) {
        return start(scenario, clock, "127.0.0.1", 0);
    }

    /**
     * Starts the simulator and returns once it listens.
     *
     * @param clock its time now is the start of the scenario
     * @param port 0 for a free one
     * @throws java.io.UncheckedIOException if it can't listen, for example because the port is taken
     */
    public static Simulator start(Scenario scenario, InstantSource clock, String host, int port) {
        return new Simulator(scenario, clock, host, port);
    }

    /** The address of DMS, Cloud Eye and IAM. */
    public URI url() {
        return server.url();
    }

    /** The scenario that it simulates. */
    public Scenario scenario() {
        return scenario;
    }

    /** The id of the account's only project. */
    public String projectId() {
        return scenario.account().projectId();
    }

    /** The access key of the account. */
    public String accessKey() {
        return scenario.account().accessKey();
    }

    /** The secret key that is valid now. */
    public String secretKey() {
        return authentication.secretKey();
    }

    /** The security token of a temporary access key. */
    public Optional<String> securityToken() {
        return scenario.account().securityToken();
    }

    /** The user name for log-ins with a password. */
    public String username() {
        return scenario.account().username();
    }

    /** The account name for log-ins with a password. */
    public String domain() {
        return scenario.account().domain();
    }

    /** The password of the user. */
    public String password() {
        return scenario.account().password();
    }

    /** The means of the account to get temporary keys. */
    public TemporaryAccess temporaryAccess() {
        return scenario.account().temporary();
    }

    /** The address of the pod identity agent. */
    public URI podIdentityUrl() {
        return url().resolve("/pod-identity/credentials");
    }

    /** Makes all temporary keys issued so far invalid, as if they had ended. */
    public void endKeys() {
        authentication.keys().end();
    }

    /** Issues a token without a log-in. */
    public String issueToken() {
        return authentication.issueToken();
    }

    /** Makes all tokens issued so far invalid. */
    public void revokeTokens() {
        authentication.revokeTokens();
    }

    /** Replaces the secret key, as a rotation does. */
    public void changeSecretKey(String secretKey) {
        authentication.changeSecretKey(secretKey);
    }

    /** Installs a fault for all later requests. */
    public ActiveFault add(Fault fault) {
        return faults.add(fault);
    }

    /** Removes all faults. */
    public void clearFaults() {
        faults.clear();
    }

    /** Creates an instance with its tasks now. */
    public void createInstance(String id, Consumer<InstanceBuilder> description) {
        specs(id, description).forEach(cloud::add);
    }

    /** Creates the described tasks in an instance now. */
    public void createTasks(String instanceId, Consumer<InstanceBuilder> description) {
        specs(instanceId, description).forEach(cloud::addTasks);
    }

    private static List<InstanceSpec> specs(String id, Consumer<InstanceBuilder> description) {
        return Scenario.builder().instance(id, description).build().instances();
    }

    /** Deletes an instance with its tasks. */
    public void deleteInstance(String instanceId) {
        cloud.remove(instanceId);
    }

    /** Deletes a task. */
    public void deleteTask(String instanceId, String taskId) {
        cloud.delete(instanceId, taskId);
    }

    /** Changes the configuration of a task, as a request to modify it does. */
    public void modifyTask(String instanceId, String taskId, JsonObject change) {
        cloud.modify(instanceId, taskId, change);
    }

    /** Pauses a task. */
    public void pauseTask(String instanceId, String taskId) {
        cloud.pause(instanceId, taskId);
    }

    /** Resumes a paused task. */
    public void resumeTask(String instanceId, String taskId) {
        cloud.resume(instanceId, taskId);
    }

    /** Restarts a task, which rewinds it to the start of its log. */
    public void restartTask(String instanceId, String taskId) {
        cloud.restart(instanceId, taskId);
    }

    /** Replaces the consumer groups of a task: without a name it has none. */
    public void setConsumerGroups(String instanceId, String taskId, String... names) {
        cloud.setGroups(instanceId, taskId, List.of(names));
    }

    /** Sets the state of the consumer groups of a task; a {@code DEAD} one has no offsets. */
    public void setConsumerGroupState(String instanceId, String taskId, String state) {
        cloud.setGroupState(instanceId, taskId, state);
    }

    /** Deletes a topic and creates it again: for all tasks its logs are empty and start at offset 0. */
    public void recreateTopic(String instanceId, String topic) {
        cloud.recreate(instanceId, topic);
    }

    /**
     * The true state of one partition now.
     *
     * @throws java.util.NoSuchElementException if there is no such instance, task or partition
     */
    public ActualPartitionState truth(String instanceId, String taskId, String topic, int partition) {
        return cloud.truth(instanceId, taskId, topic, partition);
    }

    /** The true state of all partitions of all tasks at one moment. */
    public List<ActualPartitionState> truths() {
        return cloud.truths();
    }

    /** The number of requests received, with or without a response. */
    public int requestCount() {
        return log.count();
    }

    /** The number of requests received for an operation. */
    public int requestCount(SimulatedOperation operation) {
        return log.count(operation);
    }

    /** The number of requests received for an operation on one instance. */
    public int requestCount(SimulatedOperation operation, String instanceId) {
        return log.count(operation, instanceId);
    }

    /** The number of requests received for one instance, including those for its dump tasks. */
    public int requestCount(String instanceId) {
        return log.count(instanceId);
    }

    /** The number of requests that may change something: all but GET, requests for credentials and queries of Cloud Eye. */
    public int changeCount() {
        return log.changes();
    }

    /** The last 10,000 completed requests, oldest first. Requests without a response have status 0. */
    public List<RecordedRequest> requests() {
        return log.requests();
    }

    /** The number of requests without a complete response now. */
    public int requestsInFlight() {
        return log.inFlight();
    }

    /** The highest number of requests that were in flight at one time. */
    public int maxConcurrentRequests() {
        return log.mostInFlight();
    }

    /** Sets all counts of requests to 0 and forgets the requests. */
    public void clearRequests() {
        log.clear();
    }

    /** Stops listening and closes all connections. */
    @Override
    public void close() {
        server.close();
    }
}
