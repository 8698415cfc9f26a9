/** The status page and the pages of tasks. */
@NullMarked
package io.smartconnect.exporter.web.page;

import org.jspecify.annotations.NullMarked;
