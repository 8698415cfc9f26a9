/** Links of the pages to other sites. */
@NullMarked
package io.smartconnect.exporter.web.page.link;

import org.jspecify.annotations.NullMarked;
