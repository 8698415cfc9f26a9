/** The configuration of credentials. */
@NullMarked
package io.smartconnect.exporter.config.credentials;

import org.jspecify.annotations.NullMarked;
