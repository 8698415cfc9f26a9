/** The tasks as the commands read them: from the cloud, polled once, or from a running exporter. */
@NullMarked
package io.smartconnect.command.tasks.source;

import org.jspecify.annotations.NullMarked;
