package io.airbranch.access;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who did or read what, whose data, why and when: appended to a hash chain that shows any later change. */
public interface AuditTrail {

    /** Returns when the entry is committed; throws when it cannot be, so that nothing happens unaudited. */
    void record(Entry entry);

    /**
     * @param actor operator, or null for the system itself
     * @param action dotted word such as {@code customer.reveal}
     * @param subject what it was done to, such as {@code customer} and its id
     * @param purpose why, such as {@code contact:0192…}; null where the action says it all
     * @param detail further facts; never personal data in clear
     */
    record Entry(
            @Nullable UUID actor,
            String action,
            String subjectKind,
            String subject,
            InstitutionPath institution,
            @Nullable String purpose,
            Map<String, String> detail) {}
}
