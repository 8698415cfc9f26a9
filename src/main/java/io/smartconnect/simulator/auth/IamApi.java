package io.smartconnect.simulator.auth;

import io.smartconnect.simulator.http.SimulatedRequest;
import io.smartconnect.simulator.http.SimulatedResponse;
import io.smartconnect.simulator.scenario.SimulatedAccount;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/** The API of IAM for log-ins with a password: {@code POST /v3/auth/tokens}. */
public final class IamApi {

    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final SimulatedAccount account;
    private final Authentication authentication;

    /** The log-in of this account. */
    public IamApi(SimulatedAccount account, Authentication authentication) {
        this.account = account;
        this.authentication = authentication;
    }

    /** A time in IAM's format, which always has six fraction digits. */
    static String format(Instant time) {
        return MICROSECONDS.format(time);
    }

    /** A token in {@code X-Subject-Token}, or an error. */
    public SimulatedResponse logIn(SimulatedRequest call, Instant now) {
        try {
            JsonObject auth = new JsonObject(call.body()).getJsonObject("auth");
            JsonObject user = user(auth);
            return isKnown(user) && isOurProject(auth) ? token(call, now) : refused();
        } catch (DecodeException | ClassCastException | NullPointerException notALogIn) {
            return SimulatedResponse.iam(400, "The request body is invalid.", "Bad Request");
        }
    }

    private static JsonObject user(JsonObject auth) {
        JsonObject identity = auth.getJsonObject("identity");
        if (!identity.getJsonArray("methods").contains("password")) {
            throw new DecodeException("methods: must contain password");
        }
        return identity.getJsonObject("password").getJsonObject("user");
    }

    private boolean isKnown(JsonObject user) {
        return account.username().equals(user.getString("name"))
                && account.password().equals(user.getString("password"))
                && account.domain().equals(user.getJsonObject("domain").getString("name"));
    }

    private boolean isOurProject(JsonObject auth) {
        JsonObject domain = auth.getJsonObject("scope").getJsonObject("domain");
        if (domain != null) {
            return account.domain().equals(domain.getString("name"));
        }
        JsonObject project = auth.getJsonObject("scope").getJsonObject("project");
        return Objects.equals(project.getString("id", account.projectId()), account.projectId())
                && Objects.equals(project.getString("name", account.projectName()), account.projectName());
    }

    private static SimulatedResponse refused() {
        return SimulatedResponse.iam(401, "The username or password is wrong.", "Unauthorized");
    }

    private SimulatedResponse token(SimulatedRequest call, Instant now) {
        JsonObject token = new JsonObject()
                .put("expires_at", format(now.plus(account.tokenLife())))
                .put("methods", new JsonArray().add("password"))
                .put("issued_at", format(now))
                .put("user", new JsonObject().put("name", account.username()).put("domain", domain()))
                .put("project", project())
                .put("roles", new JsonArray());
        if (!call.parameter("nocatalog").filter("true"::equals).isPresent()) {
            token.put("catalog", new JsonArray());
        }
        return SimulatedResponse.json(201, new JsonObject().put("token", token).encode())
                .with("X-Subject-Token", authentication.issueToken());
    }

    private JsonObject project() {
        return new JsonObject()
                .put("id", account.projectId())
                .put("name", account.projectName())
                .put("domain", domain());
    }

    private JsonObject domain() {
        return new JsonObject().put("name", account.domain());
    }
}
