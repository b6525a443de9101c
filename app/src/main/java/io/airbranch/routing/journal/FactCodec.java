package io.airbranch.routing.journal;

import io.airbranch.acd.Fact;
import io.airbranch.routing.journal.JournalRows.Numbered;
import io.airbranch.shared.crypto.FieldCipher;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Facts as rows: what people wrote beside a decision is taken out of the record and encrypted. */
final class FactCodec {
    private static final Map<String, Class<?>> KINDS = new HashMap<>();

    static {
        for (var kind : Fact.class.getPermittedSubclasses()) {
            KINDS.put(kind.getSimpleName(), kind);
        }
    }

    private final FieldCipher cipher;
    private final JsonMapper json = JsonMapper.builder().build();

    FactCodec(FieldCipher cipher) {
        this.cipher = cipher;
    }

    static String kind(Fact fact) {
        return fact.getClass().getSimpleName();
    }

    /** Without what somebody wrote, which is stored encrypted beside it. */
    String record(Fact fact) {
        return json.writeValueAsString(fact instanceof Fact.OfferEnded ended ? because(ended, null) : fact);
    }

    byte @Nullable [] said(Numbered numbered) {
        var said = numbered.fact() instanceof Fact.OfferEnded ended
                ? ended.reason()
                : numbered.fact() instanceof Fact.Transferred ? numbered.note() : null;
        return said == null ? null : cipher.encrypt(said, place(numbered.seq()));
    }

    Numbered numbered(ResultSet row) throws SQLException {
        long seq = row.getLong("seq");
        var fact = fact(row);
        var sealed = row.getBytes("said");
        var said = sealed == null ? null : cipher.decrypt(sealed, place(seq));
        return fact instanceof Fact.OfferEnded ended
                ? new Numbered(seq, because(ended, said), null)
                : new Numbered(seq, fact, said);
    }

    /** Without what somebody wrote. */
    Fact fact(ResultSet row) throws SQLException {
        var kind = row.getString("kind");
        var type = KINDS.get(kind);
        if (type == null) {
            throw new IllegalStateException("The journal holds a record of kind " + kind
                    + ", which this version does not know. Maybe a newer version wrote it");
        }
        return (Fact) json.readValue(row.getString("record"), type);
    }

    private static Fact.OfferEnded because(Fact.OfferEnded f, @Nullable String reason) {
        return new Fact.OfferEnded(
                f.offer(), f.contact(), f.agent(), f.queue(), f.end(), reason, f.pauseUntil(), f.at());
    }

    private static String place(long seq) {
        return "routing-said:" + seq;
    }
}
