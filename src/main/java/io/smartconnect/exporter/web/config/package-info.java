/** The web configuration file: TLS, passwords, headers. */
@NullMarked
package io.smartconnect.exporter.web.config;

import org.jspecify.annotations.NullMarked;
