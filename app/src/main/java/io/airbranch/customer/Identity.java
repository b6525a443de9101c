package io.airbranch.customer;

/**
 * One sign by which a customer is known. The value is stored encrypted, and found by a keyed hash (blind index) of its normalised form.
 */
public record Identity(Kind kind, String value) {
    public enum Kind {
        /** The bank's customer number. */
        NUMBER,
        /** E.164. */
        PHONE,
        ID_CARD,
        EMAIL,
        WECHAT
    }
}
