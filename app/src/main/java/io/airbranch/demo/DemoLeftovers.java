package io.airbranch.demo;

import io.airbranch.access.PasswordProbe;
import io.airbranch.shared.Name;
import io.airbranch.shared.check.Check;
import io.airbranch.shared.check.Finding;
import io.airbranch.shared.check.Site;
import java.util.List;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The demo's colleagues have passwords that everybody knows: no harm in a demo, an open door anywhere else. Named in META-INF/services. */
public final class DemoLeftovers implements Check {
    private static final String ID = "operators.demo";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> look(Site site) {
        var open = who(site.db());
        if (open.isEmpty()) {
            return List.of(Finding.ok(ID, Name.of("没有人使用演示密码", "Nobody has the demo's password")));
        }
        if (!site.settings().acceptsProfiles(Profiles.of("production"))) {
            return List.of(Finding.ok(
                    ID,
                    Name.of(
                            open.size() + " 人使用公开的演示密码：仅供演示",
                            open.size() + " people have the demo's public password: for a demo only")));
        }
        return List.of(Finding.fail(
                ID,
                Name.of(
                        "演示密码是公开的，仍在使用：" + String.join(", ", open),
                        "The demo's password is public and still that of " + String.join(", ", open)),
                Name.of(
                        "换一个没有演示数据的数据库，或停用这些人员。",
                        "Take a database without the demo's data, or deactivate these people.")));
    }

    static List<String> who(JdbcClient db) {
        return PasswordProbe.whoUses(
                Staff.PASSWORD,
                Staff.all().stream().map(Staff.Colleague::username).toList(),
                db);
    }
}
