package io.smartconnect.kit;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1RoleBinding;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.util.Map;

/**
 * Holds manifests to the types of Kubernetes and of the Prometheus operator: unknown fields and wrong types fail, and of
 * Kubernetes also fields that are missing.
 */
final class Manifests {

    private interface Type {
        void read(String json) throws IOException;
    }

    private static final Map<String, Type> TYPES = Map.ofEntries(
            Map.entry("v1/ConfigMap", V1ConfigMap::fromJson),
            Map.entry("v1/PersistentVolumeClaim", V1PersistentVolumeClaim::fromJson),
            Map.entry("v1/Pod", V1Pod::fromJson),
            Map.entry("v1/Service", V1Service::fromJson),
            Map.entry("v1/ServiceAccount", V1ServiceAccount::fromJson),
            Map.entry("apps/v1/Deployment", V1Deployment::fromJson),
            Map.entry("apps/v1/StatefulSet", V1StatefulSet::fromJson),
            Map.entry("rbac.authorization.k8s.io/v1/Role", V1Role::fromJson),
            Map.entry("rbac.authorization.k8s.io/v1/RoleBinding", V1RoleBinding::fromJson),
            Map.entry("networking.k8s.io/v1/Ingress", V1Ingress::fromJson),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::fromJson),
            Map.entry(
                    "monitoring.coreos.com/v1/PrometheusRule", json -> strict().readValue(json, PrometheusRule.class)),
            Map.entry(
                    "monitoring.coreos.com/v1/ServiceMonitor", json -> strict().readValue(json, ServiceMonitor.class)));

    private Manifests() {}

    static void check(JsonNode manifest) throws IOException {
        String type = manifest.path("apiVersion").asText() + "/"
                + manifest.path("kind").asText();
        if (!TYPES.containsKey(type)) {
            throw new IOException("no type " + type);
        }
        TYPES.get(type).read(manifest.toString());
    }

    /** Without the setters by which the types would take any field. */
    private static ObjectMapper strict() {
        return new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public Boolean hasAnySetter(Annotated setter) {
                        return false;
                    }
                });
    }
}
