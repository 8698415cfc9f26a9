/** The check of the configuration against the cloud: which requests of the daemon succeed, and which permissions are missing. */
@NullMarked
package io.smartconnect.command.online;

import org.jspecify.annotations.NullMarked;
