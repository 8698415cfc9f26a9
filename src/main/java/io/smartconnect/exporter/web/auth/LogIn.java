package io.smartconnect.exporter.web.auth;

/** The outcome of one check of credentials. */
public enum LogIn {
    /** The user exists and the password is right, or no password is needed. */
    ACCEPTED,
    /** The credentials are missing, malformed or wrong. */
    REFUSED,
    /** Too many passwords are being checked. */
    BUSY
}
