package io.smartconnect.simulator.api;

import io.smartconnect.simulator.auth.Authentication;
import io.smartconnect.simulator.auth.IamApi;
import io.smartconnect.simulator.auth.MetadataApi;
import io.smartconnect.simulator.auth.PodIdentityApi;
import io.smartconnect.simulator.auth.SecurityTokenApi;
import io.smartconnect.simulator.http.SimulatedErrorException;
import io.smartconnect.simulator.http.SimulatedOperation;
import io.smartconnect.simulator.http.SimulatedRequest;
import io.smartconnect.simulator.http.SimulatedResponse;
import io.smartconnect.simulator.scenario.Scenario;
import java.util.regex.Pattern;

/**
 * All APIs of the simulated cloud without faults. It checks authentication and project, then hands the request to the
 * class that implements its API.
 */
public final class SimulatedApi {

    private static final Pattern PROJECT = Pattern.compile("[0-9a-f]{32}");

    private final Scenario scenario;
    private final SimulatedCloud cloud;
    private final Authentication authentication;
    private final IamApi iam;
    private final SecurityTokenApi securityTokens;
    private final MetadataApi metadata;
    private final PodIdentityApi podIdentity;
    private final SmartConnectApi smartConnect;
    private final DumpApi dump;
    private final ConsumerGroupApi groups;
    private final TopicApi topics;
    private final CloudEyeApi cloudEye;

    /** The APIs of this cloud, which the scenario describes. */
    public SimulatedApi(Scenario scenario, SimulatedCloud cloud, Authentication authentication) {
        this.scenario = scenario;
        this.cloud = cloud;
        this.authentication = authentication;
        this.iam = new IamApi(scenario.account(), authentication);
        this.securityTokens = new SecurityTokenApi(scenario.account(), authentication, cloud::now);
        this.metadata = new MetadataApi(authentication.keys(), cloud::now);
        this.podIdentity = new PodIdentityApi(scenario.account().temporary(), authentication.keys());
        ResponseEncoder encoder = new ResponseEncoder(scenario.texts());
        this.smartConnect = new SmartConnectApi(cloud, encoder);
        this.dump = new DumpApi(cloud, encoder);
        InstanceLookup lookup = new InstanceLookup(cloud);
        this.groups = new ConsumerGroupApi(cloud, lookup);
        this.topics = new TopicApi(cloud, lookup, scenario.openTelekomCloud());
        this.cloudEye = new CloudEyeApi(cloud, scenario.cloudEye());
    }

    /** The gateway's 404 for a URL without a route. */
    public SimulatedResponse unknownUrl() {
        return scenario.openTelekomCloud()
                ? SimulatedResponse.gateway(404, "APIGW.0101", "API does not exist")
                : SimulatedResponse.gateway(
                        404, "APIG.0101", "The API does not exist or has not been published in the environment");
    }

    static IllegalStateException unrouted(SimulatedRequest call) {
        return new IllegalStateException("operation: must be one of this API; found " + call.operation());
    }

    /** The cloud that the APIs show and change. */
    public SimulatedCloud cloud() {
        return cloud;
    }

    /** Executes the request at one moment of the cloud's clock. */
    public SimulatedResponse answer(SimulatedRequest call) {
        try {
            synchronized (cloud) {
                return route(call);
            }
        } catch (SimulatedErrorException error) {
            return error.response();
        } catch (ClassCastException valueOfTheWrongType) {
            return SimulatedErrorException.badParameter("body").response();
        }
    }

    private SimulatedResponse route(SimulatedRequest call) {
        if (call.operation().obtainsCredentials()) {
            return credentials(call);
        }
        if (!has(call)) {
            return unknownUrl();
        }
        authentication.check(call);
        checkProject(call.id("project_id"));
        return switch (call.operation()) {
            case LIST_DUMP_TASKS, CREATE_DUMP_TASK, SHOW_DUMP_TASK, DELETE_DUMP_TASK -> dump.answer(call);
            case LIST_GROUPS -> groups.list(call);
            case SHOW_GROUP -> groups.show(call);
            case LIST_GROUP_OFFSETS -> groups.listOffsets(call);
            case LIST_TOPICS -> topics.list(call);
            case LIST_PARTITIONS -> topics.listPartitions(call);
            case LIST_CLOUD_EYE_METRICS, QUERY_CLOUD_EYE, QUERY_CLOUD_EYE_V2 -> cloudEye.answer(call);
            default -> smartConnect.answer(call);
        };
    }

    private SimulatedResponse credentials(SimulatedRequest call) {
        return switch (call.operation()) {
            case TOKEN -> iam.logIn(call, cloud.now());
            case METADATA_TOKEN, METADATA_KEY -> metadata.answer(call);
            case POD_IDENTITY -> podIdentity.answer(call);
            default -> securityTokens.answer(call);
        };
    }

    private boolean has(SimulatedRequest call) {
        SimulatedOperation operation = call.operation();
        return (scenario.dumpApi() || !operation.usesDumpApi())
                && (!scenario.openTelekomCloud() || operation != SimulatedOperation.LIST_GROUP_OFFSETS)
                && (!operation.usesCloudEye() || cloudEye.has(call));
    }

    private void checkProject(String id) {
        if (!PROJECT.matcher(id).matches()) {
            throw SimulatedErrorException.badRequest("DMS.00400002", "Invalid project ID format.");
        }
        if (!id.equals(scenario.account().projectId())) {
            throw new SimulatedErrorException(
                    SimulatedResponse.gateway(403, "APIG.0310", "The project is unavailable."));
        }
    }
}
