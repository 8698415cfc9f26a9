package io.smartconnect.simulator.http;

/** An error answer of the API on its way out of the code that found the reason. */
public final class Refusal extends RuntimeException {

    private final transient SimulatorAnswer answer;

    public Refusal(SimulatorAnswer answer) {
        super(answer.body(), null, false, false);
        this.answer = answer;
    }

    public SimulatorAnswer answer() {
        return answer;
    }

    /** The gateway's 401; the reason is one of its documented texts. */
    public static Refusal unauthorized(String reason) {
        return new Refusal(
                SimulatorAnswer.gateway(401, "APIG.0301", "Incorrect IAM authentication information: " + reason));
    }

    public static Refusal badRequest(String code, String message) {
        return new Refusal(SimulatorAnswer.dms(400, code, message));
    }

    public static Refusal badParameter(String name) {
        return badRequest("DMS.00400062", "Invalid " + name + " parameter in the request.");
    }

    public static Refusal notFound(String code, String message) {
        return new Refusal(SimulatorAnswer.dms(404, code, message));
    }
}
