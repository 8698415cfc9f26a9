/** How long judging many partitions takes, and how much memory their histories take. */
@NullMarked
package io.smartconnect.bench.judgement;

import org.jspecify.annotations.NullMarked;
