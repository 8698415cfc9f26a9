package io.smartconnect.simulator.http;

/** The ways in which the cloud says "too fast". */
public enum Throttling {
    /** 429 with {@code APIG.0308}, the gateway's usual form. */
    APIG_429,
    /** 429 with {@code APIGW.0308}, the other spelling. */
    APIGW_429,
    /** 404 with {@code DMS.10240407}: flow control of DMS itself, not "gone". */
    DMS_404;

    public SimulatorAnswer answer() {
        return switch (this) {
            case APIG_429 -> SimulatorAnswer.gateway(429, "APIG.0308", message("user"));
            case APIGW_429 -> SimulatorAnswer.gateway(429, "APIGW.0308", message("api"));
            case DMS_404 -> SimulatorAnswer.dms(404, "DMS.10240407", "The request is rejected by flow control.");
        };
    }

    private static String message(String policy) {
        return "The throttling threshold has been reached: policy " + policy
                + " over ratelimit,limit:200,time:1 minute";
    }
}
