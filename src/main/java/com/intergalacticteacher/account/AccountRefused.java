package com.intergalacticteacher.account;

/** Why something of an account was not done. Expected, so without a stack trace. */
public final class AccountRefused extends RuntimeException {
    private final Reason reason;

    public AccountRefused(Reason reason) {
        super(reason.toString(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public enum Reason {
        EMAIL_TAKEN,
        /** Longer than an address may be once it is written as it is compared. */
        EMAIL_TOO_LONG,
        BAD_CREDENTIALS,
        /** The token is not one of ours, or is past its time; the same of a ticket, or it was used before. */
        BAD_TOKEN,
        /** The identity provider's keys cannot be had: whether the token is genuine nobody knows right now. */
        KEYS_OUT_OF_REACH,
        /** There was none of a kind that is taken here. */
        NO_CREDENTIAL,
        /** The account was erased after the credential was issued. */
        ACCOUNT_GONE,
        /** There is none, or it is somebody else's: the two are not told apart. */
        NO_SUCH_CHILD,
        /** More passwords wait to be hashed than is reasonable. */
        BUSY
    }
}
