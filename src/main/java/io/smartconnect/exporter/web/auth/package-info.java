/** Basic authentication of the HTTP server's clients. */
@NullMarked
package io.smartconnect.exporter.web.auth;

import org.jspecify.annotations.NullMarked;
