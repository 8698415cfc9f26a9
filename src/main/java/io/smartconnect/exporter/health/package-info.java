/** How a task does: what was seen of it over several polls, and the rules by which it is judged. */
@NullMarked
package io.smartconnect.exporter.health;

import org.jspecify.annotations.NullMarked;
