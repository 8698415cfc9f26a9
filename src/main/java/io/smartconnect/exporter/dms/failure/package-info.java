/** How the cloud can refuse: one failure type, and how answers and exceptions become one. */
@NullMarked
package io.smartconnect.exporter.dms.failure;

import org.jspecify.annotations.NullMarked;
