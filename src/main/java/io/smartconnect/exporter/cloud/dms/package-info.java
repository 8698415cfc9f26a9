/** The client of DMS for Kafka: instances, tasks, dump details. */
@NullMarked
package io.smartconnect.exporter.cloud.dms;

import org.jspecify.annotations.NullMarked;
