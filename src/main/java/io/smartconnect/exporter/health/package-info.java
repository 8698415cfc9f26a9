/** Health of tasks: the evidence from several polls, and the rules that judge it. */
@NullMarked
package io.smartconnect.exporter.health;

import org.jspecify.annotations.NullMarked;
