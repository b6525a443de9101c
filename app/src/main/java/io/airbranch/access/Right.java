package io.airbranch.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** One thing that somebody may do within a part of the tree. The console shows what the operator's rights allow. */
public enum Right {
    CONTACT_SERVE,
    CONTACT_READ,
    FLOOR_WATCH,
    FLOOR_ACT,
    CASE_WORK,
    CASE_READ,
    CASE_ASSIGN,
    CUSTOMER_READ,
    CUSTOMER_WRITE,
    CUSTOMER_REVEAL,
    INSTITUTION_MANAGE,
    OPERATOR_MANAGE,
    QUEUE_MANAGE,
    CHANNEL_MANAGE,
    AUDIT_READ;

    /** {@code contact.serve} for {@code CONTACT_SERVE}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
