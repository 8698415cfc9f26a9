/** Drawings of the lag of a task. */
@NullMarked
package io.smartconnect.exporter.web.page.chart;

import org.jspecify.annotations.NullMarked;
