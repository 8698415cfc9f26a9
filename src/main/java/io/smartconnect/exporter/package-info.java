/** The daemon: from settings to a running exporter. */
@NullMarked
package io.smartconnect.exporter;

import org.jspecify.annotations.NullMarked;
