/** The cloud client: what can be asked of DMS for Kafka, how fast, and how it can refuse. */
@NullMarked
package io.smartconnect.exporter.dms;

import org.jspecify.annotations.NullMarked;
