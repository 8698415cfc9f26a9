package io.smartconnect.simulator.http;

/** An exception that carries the API's error response. */
public final class ApiErrorException extends RuntimeException {

    private final transient ApiResponse response;

    /** An error with this response. */
    public ApiErrorException(ApiResponse response) {
        super(response.body(), null, false, false);
        this.response = response;
    }

    /** The response to send. */
    public ApiResponse response() {
        return response;
    }

    /** The gateway's 401; the reason is one of its documented texts. */
    public static ApiErrorException unauthorized(String reason) {
        return new ApiErrorException(
                ApiResponse.gateway(401, "APIG.0301", "Incorrect IAM authentication information: " + reason));
    }

    /** DMS's 400 with this code. */
    public static ApiErrorException badRequest(String code, String message) {
        return new ApiErrorException(ApiResponse.dms(400, code, message));
    }

    /** DMS's 400 for an invalid parameter. */
    public static ApiErrorException badParameter(String name) {
        return badRequest("DMS.00400062", "Invalid " + name + " parameter in the request.");
    }

    /** The 400 of version 1 of Cloud Eye. */
    public static ApiErrorException cloudEyeBadRequest(String details) {
        return new ApiErrorException(ApiResponse.cloudEye(400, "ces.0014", details));
    }

    /** The 400 of version 2 of Cloud Eye. */
    public static ApiErrorException cloudEyeV2BadRequest(String details) {
        return new ApiErrorException(ApiResponse.gateway(400, "ces.0014", details));
    }

    /** DMS's 404 with this code. */
    public static ApiErrorException notFound(String code, String message) {
        return new ApiErrorException(ApiResponse.dms(404, code, message));
    }
}
