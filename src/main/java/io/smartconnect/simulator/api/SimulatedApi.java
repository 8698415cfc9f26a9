package io.smartconnect.simulator.api;

import io.smartconnect.simulator.auth.Authentication;
import io.smartconnect.simulator.auth.IamApi;
import io.smartconnect.simulator.http.ApiErrorException;
import io.smartconnect.simulator.http.ApiOperation;
import io.smartconnect.simulator.http.ApiRequest;
import io.smartconnect.simulator.http.ApiResponse;
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
    private final SmartConnectApi smartConnect;
    private final DumpApi dump;

    /** The APIs of this cloud, which the scenario describes. */
    public SimulatedApi(Scenario scenario, SimulatedCloud cloud, Authentication authentication) {
        this.scenario = scenario;
        this.cloud = cloud;
        this.authentication = authentication;
        this.iam = new IamApi(scenario.account(), authentication);
        ResponseEncoder encoder = new ResponseEncoder(scenario.texts());
        this.smartConnect = new SmartConnectApi(cloud, encoder);
        this.dump = new DumpApi(cloud, encoder);
    }

    /** The gateway's 404 for a URL without a route. */
    public static ApiResponse unknownUrl() {
        return ApiResponse.gateway(
                404, "APIG.0101", "The API does not exist or has not been published in the environment");
    }

    /** The cloud that the APIs show and change. */
    public SimulatedCloud cloud() {
        return cloud;
    }

    /** Executes the request at one moment of the cloud's clock. */
    public ApiResponse answer(ApiRequest call) {
        try {
            synchronized (cloud) {
                return route(call);
            }
        } catch (ApiErrorException error) {
            return error.response();
        } catch (ClassCastException valueOfTheWrongType) {
            return ApiErrorException.badParameter("body").response();
        }
    }

    private ApiResponse route(ApiRequest call) {
        if (call.operation() == ApiOperation.TOKEN) {
            return iam.logIn(call, cloud.now());
        }
        boolean usesDumpApi = call.operation().usesDumpApi();
        if (usesDumpApi && !scenario.dumpApi()) {
            return unknownUrl();
        }
        authentication.check(call);
        checkProject(call.id("project_id"));
        return usesDumpApi ? dump.answer(call) : smartConnect.answer(call);
    }

    private void checkProject(String id) {
        if (!PROJECT.matcher(id).matches()) {
            throw ApiErrorException.badRequest("DMS.00400002", "Invalid project ID format.");
        }
        if (!id.equals(scenario.account().projectId())) {
            throw new ApiErrorException(ApiResponse.gateway(403, "APIG.0310", "The project is unavailable."));
        }
    }
}
