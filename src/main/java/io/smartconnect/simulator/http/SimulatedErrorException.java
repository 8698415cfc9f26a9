package io.smartconnect.simulator.http;

/** An exception that carries the API's error response. */
public final class SimulatedErrorException extends RuntimeException {

    private final transient SimulatedResponse response;

    /** An error with this response. */
    public SimulatedErrorException(SimulatedResponse response) {
        super(response.body(), null, false, false);
        this.response = response;
    }

    /** The response to send. */
    public SimulatedResponse response() {
        return response;
    }

    /** The gateway's 401; the reason is one of its documented texts. */
    public static SimulatedErrorException unauthorized(String reason) {
        return new SimulatedErrorException(
                SimulatedResponse.gateway(401, "APIG.0301", "Incorrect IAM authentication information: " + reason));
    }

    /** DMS's 400 with this code. */
    public static SimulatedErrorException badRequest(String code, String message) {
        return new SimulatedErrorException(SimulatedResponse.dms(400, code, message));
    }

    /** DMS's 400 for an invalid parameter. */
    public static SimulatedErrorException badParameter(String name) {
        return badRequest("DMS.00400062", "Invalid " + name + " parameter in the request.");
    }

    /** The 400 of version 1 of Cloud Eye. */
    public static SimulatedErrorException cloudEyeBadRequest(String details) {
        return new SimulatedErrorException(SimulatedResponse.cloudEye(400, "ces.0014", details));
    }

    /** The 400 of version 2 of Cloud Eye. */
    public static SimulatedErrorException cloudEyeV2BadRequest(String details) {
        return new SimulatedErrorException(SimulatedResponse.gateway(400, "ces.0014", details));
    }

    /** DMS's 404 with this code. */
    public static SimulatedErrorException notFound(String code, String message) {
        return new SimulatedErrorException(SimulatedResponse.dms(404, code, message));
    }
}
