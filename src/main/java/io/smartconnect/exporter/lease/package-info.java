/**
 * The election of the one process that polls, by a lease of Kubernetes. Start at {@link
 * io.smartconnect.exporter.lease.LeaderElector}.
 */
@NullMarked
package io.smartconnect.exporter.lease;

import org.jspecify.annotations.NullMarked;
