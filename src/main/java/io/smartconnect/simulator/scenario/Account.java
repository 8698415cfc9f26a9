package io.smartconnect.simulator.scenario;

import java.time.Duration;
import java.util.Optional;

/**
 * The invented credentials of a scenario: one project, one key, one user.
 *
 * @param tokenLife validity of a token from a log-in
 */
public record Account(
        String projectId,
        String projectName,
        String accessKey,
        String secretKey,
        Optional<String> securityToken,
        String username,
        String domain,
        String password,
        Duration tokenLife) {

    static final Account DEFAULT = new Account(
            "0123456789abcdef0123456789abcdef",
            "eu-west-101",
            "SIMULATEDACCESSKEY01",
            "simulated-secret-key-0123456789abcdef",
            Optional.empty(),
            "monitoring",
            "simulated-account",
            "simulated-password",
            Duration.ofHours(24));

    Account withProject(String id) {
        return new Account(id, projectName, accessKey, secretKey, securityToken, username, domain, password, tokenLife);
    }

    Account withSecurityToken(String token) {
        return new Account(
                projectId,
                projectName,
                accessKey,
                secretKey,
                Optional.of(token),
                username,
                domain,
                password,
                tokenLife);
    }

    Account withTokenLife(Duration life) {
        return new Account(
                projectId, projectName, accessKey, secretKey, securityToken, username, domain, password, life);
    }

    @Override
    public String toString() {
        return "Account[" + projectId + ", " + accessKey + ", " + username + "]";
    }
}
