/** The client of the consumer groups and topics of a Kafka instance. */
@NullMarked
package io.smartconnect.exporter.cloud.kafka;

import org.jspecify.annotations.NullMarked;
