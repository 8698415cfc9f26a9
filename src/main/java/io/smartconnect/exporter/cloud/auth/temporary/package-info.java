/** Sources of temporary access keys, and the factory of all authenticators. */
@NullMarked
package io.smartconnect.exporter.cloud.auth.temporary;

import org.jspecify.annotations.NullMarked;
