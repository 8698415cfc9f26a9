package io.smartconnect.simulator.scenario;

import java.time.Duration;
import java.util.Optional;

/**
 * The invented credentials of a scenario: one project, one key, one user.
 *
 * @param tokenLife validity of a token from a log-in
 * @param temporary means to get temporary keys
 */
public record SimulatedAccount(
        String projectId,
        String projectName,
        String accessKey,
        String secretKey,
        Optional<String> securityToken,
        String username,
        String domain,
        String password,
        Duration tokenLife,
        TemporaryAccess temporary) {

    static final SimulatedAccount DEFAULT = new SimulatedAccount(
            "0123456789abcdef0123456789abcdef",
            "eu-west-101",
            "SIMULATEDACCESSKEY01",
            "simulated-secret-key-0123456789abcdef",
            Optional.empty(),
            "monitoring",
            "simulated-account",
            "simulated-password",
            Duration.ofHours(24),
            TemporaryAccess.DEFAULT);

    SimulatedAccount withProject(String id) {
        return copy(id, securityToken, tokenLife, temporary);
    }

    SimulatedAccount withSecurityToken(String token) {
        return copy(projectId, Optional.of(token), tokenLife, temporary);
    }

    SimulatedAccount withTokenLife(Duration life) {
        return copy(projectId, securityToken, life, temporary);
    }

    SimulatedAccount withKeyLife(Duration life) {
        return copy(projectId, securityToken, tokenLife, temporary.withKeyLife(life));
    }

    private SimulatedAccount copy(String project, Optional<String> token, Duration life, TemporaryAccess access) {
        return new SimulatedAccount(
                project, projectName, accessKey, secretKey, token, username, domain, password, life, access);
    }

    @Override
    public String toString() {
        return "Account[" + projectId + ", " + accessKey + ", " + username + "]";
    }

    /**
     * The invented means of an account to get temporary keys: an agency, an identity provider, and a pod.
     *
     * @param agencyName agency that the account's users may assume, and that the machine has
     * @param agencyDomain name of the account that has the agency
     * @param agencyDomainId id of this account
     * @param idpId identity provider of a Kubernetes cluster
     * @param idToken token of a service account in this cluster
     * @param podToken token of a pod for the pod identity agent
     * @param keyLife longest life of a key
     */
    public record TemporaryAccess(
            String agencyName,
            String agencyDomain,
            String agencyDomainId,
            String idpId,
            String idToken,
            String podToken,
            Duration keyLife) {

        static final TemporaryAccess DEFAULT = new TemporaryAccess(
                "smart-connect-exporter",
                "simulated-partner",
                "fedcba98765432100123456789abcdef",
                "cce-simulated",
                "eyJhbGciOiJSUzI1NiJ9.c2ltdWxhdGVk.c2lnbmF0dXJl",
                "simulated-pod-token-0123456789abcdef",
                Duration.ofHours(24));

        TemporaryAccess withKeyLife(Duration life) {
            return new TemporaryAccess(agencyName, agencyDomain, agencyDomainId, idpId, idToken, podToken, life);
        }

        @Override
        public String toString() {
            return "TemporaryAccess[" + agencyName + ", " + idpId + "]";
        }
    }
}
