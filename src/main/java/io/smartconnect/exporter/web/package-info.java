/** The HTTP endpoints. */
@NullMarked
package io.smartconnect.exporter.web;

import org.jspecify.annotations.NullMarked;
