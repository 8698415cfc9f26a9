package io.smartconnect.exporter.config.reader;

/**
 * A key that the configuration has been asked for.
 *
 * @param path the full path; elements of lists by their index
 * @param rule of the value; objects and lists have only a JSON Schema
 */
public record KnownKey(String path, ValueParser<?> rule, boolean isMandatory) {}
