/** How right lag in seconds, retention margins and judgements are: simulated weeks on a turned clock, compared with the truth. */
@NullMarked
package io.smartconnect.bench.accuracy;

import org.jspecify.annotations.NullMarked;
