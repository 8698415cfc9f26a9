/** HTML elements that the pages are made of. */
@NullMarked
package io.smartconnect.exporter.web.html;

import org.jspecify.annotations.NullMarked;
