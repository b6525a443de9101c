package io.airbranch.demo;

import io.airbranch.shared.check.StartRefusedException;
import io.airbranch.shared.db.Scope;
import java.util.List;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Refuses to serve customers from a database in which the demo's colleagues can sign in. */
@Component
@Profile("production")
class NoDemoInProduction implements InitializingBean {
    private final JdbcClient db;

    NoDemoInProduction(JdbcClient db) {
        this.db = db;
    }

    @Override
    public void afterPropertiesSet() {
        // Asked for nobody in particular: before anybody can sign in.
        var open = Scope.within(Scope.system(), () -> DemoLeftovers.who(db));
        if (!open.isEmpty()) {
            throw new StartRefusedException(List.of("The database holds the demo bank: " + String.join(", ", open)
                    + " sign in with a password that everybody knows. Take a database without the demo's data, or"
                    + " deactivate these people in a demo first."));
        }
    }
}
