/** Certificates and private keys in PEM, and their files. */
@NullMarked
package io.smartconnect.exporter.pem;

import org.jspecify.annotations.NullMarked;
