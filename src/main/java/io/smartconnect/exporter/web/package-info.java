/** The HTTP endpoints: metrics, JSON API, health, readiness, pages for people. */
@NullMarked
package io.smartconnect.exporter.web;

import org.jspecify.annotations.NullMarked;
