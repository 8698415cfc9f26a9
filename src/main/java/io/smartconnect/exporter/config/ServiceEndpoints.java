package io.smartconnect.exporter.config;

import io.smartconnect.exporter.cloud.dms.TargetSettings;
import java.net.URI;

/** The endpoints of DMS, IAM and Cloud Eye by region, as the clouds publish them. Targets of other clouds must set them. */
final class ServiceEndpoints {

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
        if (TargetSettings.isOpenTelekomCloud(region)) {
            return "otc.t-systems.com";
        }
        return region.startsWith("eu-west-1") ? "myhuaweicloud.eu" : "myhuaweicloud.com";
    }
}
