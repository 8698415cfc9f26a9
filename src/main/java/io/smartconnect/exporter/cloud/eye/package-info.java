/** The client of Cloud Eye, the monitoring service of the cloud. */
@NullMarked
package io.smartconnect.exporter.cloud.eye;

import org.jspecify.annotations.NullMarked;
