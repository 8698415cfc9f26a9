/** Authentication of requests: signatures and tokens. */
@NullMarked
package io.smartconnect.exporter.cloud.auth;

import org.jspecify.annotations.NullMarked;
