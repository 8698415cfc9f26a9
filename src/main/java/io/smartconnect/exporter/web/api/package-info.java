/** The JSON API. */
@NullMarked
package io.smartconnect.exporter.web.api;

import org.jspecify.annotations.NullMarked;
