package io.smartconnect.exporter.web.config;

import io.smartconnect.fuzz.FuzzTarget;
import io.smartconnect.fuzz.Sound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The web configuration file. */
public final class WebConfigurationFuzzTargets {

    /** All targets by name. */
    public static final Map<String, FuzzTarget> ALL =
            Map.of("web-configuration", WebConfigurationFuzzTargets::configuration);

    private WebConfigurationFuzzTargets() {}

    private static void configuration(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("web-configuration", ".yml");
        try {
            Files.write(file, bytes);
            WebConfigurationFile read = WebConfigurationFile.read(file);
            read.mistakes()
                    .forEach(mistake -> Sound.require(
                            !mistake.toString().contains("$2y$10$Bp36k99aXVkBMeswKPNfNO"), "no mistake has a hash"));
        } finally {
            Files.delete(file);
        }
    }
}
