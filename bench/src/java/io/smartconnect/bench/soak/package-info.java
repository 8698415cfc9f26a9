/** Endurance: a process under faults, reloads and changes for an hour, and a simulated month. */
@NullMarked
package io.smartconnect.bench.soak;

import org.jspecify.annotations.NullMarked;
