package io.smartconnect.simulator.http;

/** The responses that the cloud uses for throttling. */
public enum ThrottlingResponse {
    /** 429 with {@code APIG.0308}, the gateway's usual form. */
    APIG_429,
    /** 429 with {@code APIGW.0308}, the other spelling. */
    APIGW_429,
    /** 404 with {@code DMS.10240407}: flow control of DMS, although the status means "not found". */
    DMS_404,
    /** 429 with {@code ces.0429}, the form of version 1 of Cloud Eye. */
    CES_429;

    /** The response in this form. */
    public SimulatedResponse response() {
        return switch (this) {
            case APIG_429 -> SimulatedResponse.gateway(429, "APIG.0308", message("user"));
            case APIGW_429 -> SimulatedResponse.gateway(429, "APIGW.0308", message("api"));
            case CES_429 ->
                SimulatedResponse.json(
                        429,
                        "{\"http_code\":429,\"message\":{\"details\":\"Too Many Requests.\",\"code\":\"ces.0429\"},"
                                + "\"encoded_authorization_message\":null}");
            case DMS_404 -> SimulatedResponse.dms(404, "DMS.10240407", "The request is rejected by flow control.");
        };
    }

    private static String message(String policy) {
        return "The throttling threshold has been reached: policy " + policy
                + " over ratelimit,limit:200,time:1 minute";
    }
}
