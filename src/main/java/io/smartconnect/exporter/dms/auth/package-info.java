/** How a request proves who sends it: AK/SK signatures, given tokens, tokens from IAM. */
@NullMarked
package io.smartconnect.exporter.dms.auth;

import org.jspecify.annotations.NullMarked;
