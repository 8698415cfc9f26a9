/** The way to the cloud: proxies and certificate authorities. */
@NullMarked
package io.smartconnect.exporter.cloud.route;

import org.jspecify.annotations.NullMarked;
