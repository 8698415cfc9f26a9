/** Credentials that are issued for a limited time, and their renewal. */
@NullMarked
package io.smartconnect.exporter.cloud.auth.renewal;

import org.jspecify.annotations.NullMarked;
