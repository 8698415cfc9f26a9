/** TLS of the HTTP server: certificates, client certificates, protocol versions. */
@NullMarked
package io.smartconnect.exporter.web.tls;

import org.jspecify.annotations.NullMarked;
