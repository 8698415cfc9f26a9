/** Sources of tasks for the commands: the cloud and a running exporter. */
@NullMarked
package io.smartconnect.command.tasks.source;

import org.jspecify.annotations.NullMarked;
