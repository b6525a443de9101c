package io.airbranch.access;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Finds out who still has a password that everybody knows. Costs some thirty milliseconds for each name. */
public final class PasswordProbe {
    private static final String HASHES = """
            select username, password_hash from access.operator
            where active and password_hash is not null and username = any (:names) order by username
            """;

    private PasswordProbe() {}

    /** Those of the names, active and within the scope of the connection, who sign in with this password. */
    public static List<String> whoUses(String password, Collection<String> names, JdbcClient db) {
        var encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
        return db
                .sql(HASHES)
                .param("names", names.toArray(String[]::new))
                .query((row, n) -> new Hash(row.getString("username"), row.getString("password_hash")))
                .list()
                .stream()
                .filter(hash -> encoder.matches(password, hash.passwordHash()))
                .map(Hash::username)
                .toList();
    }

    private record Hash(String username, String passwordHash) {
        @Override
        public String toString() {
            return "Hash[" + username + "]";
        }
    }
}
