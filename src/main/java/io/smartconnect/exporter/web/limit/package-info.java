/** Limits that keep one client of the HTTP server from blocking the others. */
@NullMarked
package io.smartconnect.exporter.web.limit;

import org.jspecify.annotations.NullMarked;
