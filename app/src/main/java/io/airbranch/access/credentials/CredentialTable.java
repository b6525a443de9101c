package io.airbranch.access.credentials;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** SQL of the secrets in table {@code access.operator}; nothing else reads or writes those columns. */
@Component
public class CredentialTable {
    private static final String SELECT = """
            select id, username, home, active, password_hash, password_temporary, totp_secret, totp_pending, totp_last_step
            from access.operator
            """;

    private static final String FIND = SELECT + " where id = :id";

    private static final String FIND_BY_USERNAME = SELECT + " where username = :username";

    private static final String SET_PASSWORD =
            "update access.operator set password_hash = :hash, password_temporary = :temporary where id = :id";

    private static final String OFFER_TOTP = "update access.operator set totp_pending = :secret where id = :id";

    private static final String CONFIRM_TOTP = """
            update access.operator
            set totp_secret = totp_pending, totp_pending = null, totp_last_step = :step
            where id = :id and totp_pending is not null
            """;

    private static final String REMOVE_TOTP =
            "update access.operator set totp_secret = null, totp_pending = null, totp_last_step = 0 where id = :id";

    private static final String USE_STEP =
            "update access.operator set totp_last_step = :step where id = :id and totp_last_step < :step";

    private static final String SIGNED_IN = "update access.operator set last_sign_in = :at where id = :id";

    private final JdbcClient jdbc;

    CredentialTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param totpSecret encrypted, as {@code totpPending} */
    public record Credentials(
            UUID id,
            String username,
            String home,
            boolean active,
            @Nullable String passwordHash,
            boolean temporary,
            @Nullable String totpSecret,
            @Nullable String totpPending,
            long totpLastStep) {

        @Override
        public String toString() {
            return "Credentials[" + id + "]";
        }
    }

    public Optional<Credentials> find(UUID id) {
        return jdbc.sql(FIND).param("id", id).query((row, n) -> read(row)).optional();
    }

    public Optional<Credentials> findByUsername(String username) {
        return jdbc.sql(FIND_BY_USERNAME)
                .param("username", username)
                .query((row, n) -> read(row))
                .optional();
    }

    public void setPassword(UUID id, String hash, boolean temporary) {
        jdbc.sql(SET_PASSWORD)
                .param("id", id)
                .param("hash", hash)
                .param("temporary", temporary)
                .update();
    }

    public void offerTotp(UUID id, String secret) {
        jdbc.sql(OFFER_TOTP).param("id", id).param("secret", secret).update();
    }

    /** False where none is pending. */
    public boolean confirmTotp(UUID id, long step) {
        return jdbc.sql(CONFIRM_TOTP).param("id", id).param("step", step).update() == 1;
    }

    public void removeTotp(UUID id) {
        jdbc.sql(REMOVE_TOTP).param("id", id).update();
    }

    /** True for exactly one of several who show the same code. */
    public boolean useStep(UUID id, long step) {
        return jdbc.sql(USE_STEP).param("id", id).param("step", step).update() == 1;
    }

    public void signedIn(UUID id, Instant at) {
        jdbc.sql(SIGNED_IN)
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Credentials read(ResultSet row) throws SQLException {
        return new Credentials(
                row.getObject("id", UUID.class),
                row.getString("username"),
                row.getString("home"),
                row.getBoolean("active"),
                row.getString("password_hash"),
                row.getBoolean("password_temporary"),
                row.getString("totp_secret"),
                row.getString("totp_pending"),
                row.getLong("totp_last_step"));
    }
}
