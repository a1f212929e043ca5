package com.intergalacticteacher.database;

/** The database cannot be had; the message is one sentence for the operator and holds no password. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseException(String message) {
        super(message);
    }

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
