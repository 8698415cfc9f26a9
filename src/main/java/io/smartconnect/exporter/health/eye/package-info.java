/** Health of replications: the evidence from Cloud Eye, and the rules that judge it. */
@NullMarked
package io.smartconnect.exporter.health.eye;

import org.jspecify.annotations.NullMarked;
