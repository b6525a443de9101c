package io.airbranch.customer;

import io.airbranch.access.InstitutionPath;
import io.airbranch.access.InstitutionUse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The customers' tables: rows in, rows out, sealed and opened on the way. */
@Component
class CustomerStore implements InstitutionUse {
    private static final String KEPT_AT = "select exists (select from customer.customer where home = ?)";
    private static final String INSERT_CUSTOMER = """
            insert into customer.customer (id, home, name, tier, language, created_at)
            values (:id, :home, :name, :tier, :language, :at)
            """;
    private static final String INSERT_IDENTITY = """
            insert into customer.identity (customer, home, kind, value, token)
            values (:customer, :home, :kind, :value, :token)
            on conflict (kind, token) do nothing
            """;
    private static final String INSERT_NAME_WORDS = """
            insert into customer.name_word (token, customer, home)
            select unnest(:tokens), :customer, :home
            on conflict do nothing
            """;
    private static final String FIND = """
            select id, home, name, tier, language, version from customer.customer where id = any(:ids)
            """;
    private static final String IDENTITIES = """
            select customer, kind, value from customer.identity where customer = any(:customers)
            """;
    private static final String BY_IDENTITY = """
            select customer from customer.identity where kind = :kind and token = :token
            """;
    private static final String BY_NAME = """
            select customer from customer.name_word where token = any(:tokens)
            group by customer having count(*) = :words
            order by customer limit :limit
            """;

    private final JdbcClient jdbc;
    private final Secrets secrets;

    CustomerStore(JdbcClient jdbc, Secrets secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    record Row(UUID id, InstitutionPath home, String name, Tier tier, String language, long version) {
        CustomerCard card() {
            return new CustomerCard(id, name, tier, language, home);
        }
    }

    void insert(UUID id, Customers.NewCustomer customer, Instant at) {
        jdbc.sql(INSERT_CUSTOMER)
                .param("id", id)
                .param("home", customer.home().value())
                .param("name", secrets.seal(id, customer.name()))
                .param("tier", customer.tier().name())
                .param("language", customer.language())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        var tokens =
                NameWords.of(customer.name()).stream().map(secrets::nameToken).toArray(byte[][]::new);
        jdbc.sql(INSERT_NAME_WORDS)
                .param("tokens", tokens)
                .param("customer", id)
                .param("home", customer.home().value())
                .update();
    }

    /** False when the identity, in its normalised form, is somebody's already. */
    boolean insertIdentity(UUID customer, InstitutionPath home, Identity identity) {
        return jdbc.sql(INSERT_IDENTITY)
                        .param("customer", customer)
                        .param("home", home.value())
                        .param("kind", identity.kind().name())
                        .param("value", secrets.seal(customer, identity.value()))
                        .param("token", secrets.token(identity))
                        .update()
                == 1;
    }

    Optional<Row> find(UUID id) {
        return Optional.ofNullable(findAll(List.of(id)).get(id));
    }

    Map<UUID, Row> findAll(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc.sql(FIND).param("ids", ids.toArray(UUID[]::new)).query(this::row).list().stream()
                .collect(Collectors.toMap(Row::id, Function.identity()));
    }

    /** In clear: callers mask, or guard and audit. */
    Map<UUID, List<Identity>> identities(Collection<UUID> customers) {
        record Owned(UUID customer, Identity identity) {}
        if (customers.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(IDENTITIES)
                .param("customers", customers.toArray(UUID[]::new))
                .query((rs, n) -> {
                    var customer = rs.getObject("customer", UUID.class);
                    var kind = Identity.Kind.valueOf(rs.getString("kind"));
                    return new Owned(customer, new Identity(kind, secrets.open(customer, rs.getBytes("value"))));
                })
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Owned::customer, Collectors.mapping(Owned::identity, Collectors.toList())));
    }

    Optional<UUID> byIdentity(Identity normalised) {
        return jdbc.sql(BY_IDENTITY)
                .param("kind", normalised.kind().name())
                .param("token", secrets.token(normalised))
                .query(UUID.class)
                .optional();
    }

    List<UUID> byNameWords(Set<String> words, int limit) {
        return jdbc.sql(BY_NAME)
                .param("tokens", words.stream().map(secrets::nameToken).toArray(byte[][]::new))
                .param("words", words.size())
                .param("limit", limit)
                .query((rs, n) -> rs.getObject("customer", UUID.class))
                .list();
    }

    private Row row(ResultSet rs, int n) throws SQLException {
        var id = rs.getObject("id", UUID.class);
        return new Row(
                id,
                new InstitutionPath(rs.getString("home")),
                secrets.open(id, rs.getBytes("name")),
                Tier.valueOf(rs.getString("tier")),
                rs.getString("language"),
                rs.getLong("version"));
    }

    @Override
    public Optional<String> keptAt(InstitutionPath place) {
        return jdbc.sql(KEPT_AT).param(place.value()).query(Boolean.class).single()
                ? Optional.of("customers")
                : Optional.empty();
    }
}
