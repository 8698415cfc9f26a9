/** TLS of the HTTP server. */
@NullMarked
package io.smartconnect.exporter.web.tls;

import org.jspecify.annotations.NullMarked;
