/** How long scrapes take, against nginx with static files and a pushgateway. */
@NullMarked
package io.smartconnect.bench.scrape;

import org.jspecify.annotations.NullMarked;
