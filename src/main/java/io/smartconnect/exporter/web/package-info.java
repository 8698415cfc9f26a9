/** The HTTP endpoints: metrics, JSON API, health, readiness, landing page. */
@NullMarked
package io.smartconnect.exporter.web;

import org.jspecify.annotations.NullMarked;
