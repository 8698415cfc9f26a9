/** How long it takes to fetch the details of many tasks from a slow API. */
@NullMarked
package io.smartconnect.bench.fetch;

import org.jspecify.annotations.NullMarked;
