package io.airbranch.customer;

import com.fasterxml.jackson.annotation.JsonValue;

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
        WECHAT;

        /** {@code idCard} for {@code ID_CARD}. */
        @JsonValue
        public String code() {
            return switch (this) {
                case NUMBER -> "number";
                case PHONE -> "phone";
                case ID_CARD -> "idCard";
                case EMAIL -> "email";
                case WECHAT -> "wechat";
            };
        }
    }

    /** Values are personal data: they do not belong in a log. */
    @Override
    public String toString() {
        return "Identity[" + kind + "]";
    }
}
