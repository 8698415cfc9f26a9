/** The bodies of responses, and the memory that they share. */
@NullMarked
package io.smartconnect.exporter.cloud.body;

import org.jspecify.annotations.NullMarked;
