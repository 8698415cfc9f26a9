/** HTTP requests and responses: limits, headers, encodings. */
@NullMarked
package io.smartconnect.exporter.web.http;

import org.jspecify.annotations.NullMarked;
