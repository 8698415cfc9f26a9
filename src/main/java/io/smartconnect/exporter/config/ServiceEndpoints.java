package io.smartconnect.exporter.config;

import java.net.URI;
import java.util.Set;

/** The endpoints of DMS, IAM and Cloud Eye by region, as the clouds publish them. Targets of other clouds must set them. */
final class ServiceEndpoints {

    private static final Set<String> OPEN_TELEKOM_CLOUD = Set.of("eu-de", "eu-nl");

    private ServiceEndpoints() {}

    static URI dms(String region) {
        return of("dms", region);
    }

    static URI iam(String region) {
        return of("iam", region);
    }

    static URI cloudEye(String region) {
        return of("ces", region);
    }

    private static URI of(String service, String region) {
        return URI.create("https://" + service + "." + region + "." + domain(region));
    }

    private static String domain(String region) {
        if (OPEN_TELEKOM_CLOUD.contains(region)) {
            return "otc.t-systems.com";
        }
        return region.startsWith("eu-west-1") ? "myhuaweicloud.eu" : "myhuaweicloud.com";
    }
}
