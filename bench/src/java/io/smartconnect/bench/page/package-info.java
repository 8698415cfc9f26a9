/** What the pages for people cost. */
@NullMarked
package io.smartconnect.bench.page;

import org.jspecify.annotations.NullMarked;
