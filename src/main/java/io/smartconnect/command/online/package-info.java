/** The check of the configuration against the cloud. */
@NullMarked
package io.smartconnect.command.online;

import org.jspecify.annotations.NullMarked;
