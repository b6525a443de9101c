package io.airbranch.shared.db;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Lies below the pool. Before a statement is made, its connection is told the scope of the running code, if that is not what the
 * connection was told last: no extra round trip while the scope stays the same, and a scope that changes inside of a transaction takes
 * effect there too.
 */
final class ScopedDataSource extends DelegatingDataSource {

    private final Fence fence;

    ScopedDataSource(DataSource physical, Fence fence) {
        super(physical);
        this.fence = fence;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return scoped(super.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return scoped(super.getConnection(username, password));
    }

    private Connection scoped(Connection physical) throws SQLException {
        try {
            fence.admit(physical);
        } catch (SQLException e) {
            physical.close();
            throw e;
        }
        return (Connection) Proxy.newProxyInstance(
                ScopedDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new ScopedConnection(physical));
    }

    /** One physical connection, used by one thread at a time, as connections are. */
    @SuppressWarnings("ReferenceEquality") // a connection is itself and no other
    private static final class ScopedConnection implements InvocationHandler {
        private final Connection physical;
        private @Nullable PreparedStatement setScope;
        /** What the server was told last; null when that is not known. */
        private @Nullable String told;

        ScopedConnection(Connection physical) {
            this.physical = physical;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            switch (method.getName()) {
                case "createStatement", "prepareStatement", "prepareCall" ->
                    tell(Scope.current().setting());
                // Rolling back also rolls back what was told since the transaction began.
                case "rollback" -> told = null;
                case "unwrap" -> {
                    if (arguments != null && ((Class<?>) arguments[0]).isInstance(physical)) {
                        return physical;
                    }
                }
                case "isWrapperFor" -> {
                    if (arguments != null && ((Class<?>) arguments[0]).isInstance(physical)) {
                        return true;
                    }
                }
                case "equals" -> {
                    return arguments != null && proxy == arguments[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                default -> {}
            }
            try {
                return method.invoke(physical, arguments);
            } catch (InvocationTargetException e) {
                if (method.getName().equals("commit")) {
                    told = null;
                }
                throw e.getCause() == null ? e : e.getCause();
            }
        }

        private void tell(String setting) throws SQLException {
            if (setting.equals(told)) {
                return;
            }
            var statement = setScope;
            if (statement == null) {
                statement = physical.prepareStatement("select set_config('airbranch.scope', ?, false)");
                setScope = statement;
            }
            told = null;
            statement.setString(1, setting);
            statement.execute();
            told = setting;
        }
    }
}
