package io.smartconnect.exporter.cloud.eye;

import io.smartconnect.exporter.cloud.failure.CloudFailure;
import java.util.List;
import java.util.Optional;

/**
 * The points of a query, of which some requests may have failed.
 *
 * @param points of the requests that succeeded
 * @param failure the first failure; points may be missing because of it
 */
public record EyePoints(List<CloudEyePoint> points, Optional<CloudFailure> failure) {}
