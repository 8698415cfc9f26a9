/** The web configuration file: TLS, passwords, headers, in the format of Prometheus's exporter-toolkit. */
@NullMarked
package io.smartconnect.exporter.web.config;

import org.jspecify.annotations.NullMarked;
