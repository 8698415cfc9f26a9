package io.smartconnect.simulator;

/** An error answer of the API on its way out of the code that found the reason. */
final class Refusal extends RuntimeException {

    private final transient Answer answer;

    Refusal(Answer answer) {
        super(answer.body(), null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }

    /** The gateway's 401; the reason is one of its documented texts. */
    static Refusal unauthorized(String reason) {
        return new Refusal(Answer.gateway(401, "APIG.0301", "Incorrect IAM authentication information: " + reason));
    }

    static Refusal badRequest(String code, String message) {
        return new Refusal(Answer.dms(400, code, message));
    }

    static Refusal badParameter(String name) {
        return badRequest("DMS.00400062", "Invalid " + name + " parameter in the request.");
    }

    static Refusal notFound(String code, String message) {
        return new Refusal(Answer.dms(404, code, message));
    }
}
