package io.airbranch.access.audit;

import io.airbranch.access.AuditChain;
import io.airbranch.shared.Name;
import io.airbranch.shared.check.Check;
import io.airbranch.shared.check.Finding;
import io.airbranch.shared.check.Site;
import java.sql.SQLException;
import java.util.List;

/** Nobody has changed what was recorded; otherwise, the first link that shows it. Named in META-INF/services. */
public final class AuditCheck implements Check {
    private static final String ID = "audit.chain";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Finding> look(Site site) throws SQLException {
        try (var connection = site.stored().application().getConnection()) {
            var verdict = AuditChain.verify(connection);
            return List.of(verdict.intact() ? intact(verdict) : broken(verdict));
        }
    }

    private static Finding intact(AuditChain.Verdict verdict) {
        return verdict.checked() == 0
                ? Finding.ok(ID, Name.of("审计记录为空", "The audit trail is empty"))
                : Finding.ok(
                        ID,
                        Name.of(
                                "审计链 " + verdict.checked() + " 条完整，末端 " + verdict.head(),
                                "The audit trail's " + verdict.checked() + " links are intact; its head is "
                                        + verdict.head()));
    }

    private static Finding broken(AuditChain.Verdict verdict) {
        var at = verdict.brokenAt();
        return Finding.fail(
                ID,
                Name.of(
                        "审计链在第 " + at + " 条断开（" + verdict.reason() + "）",
                        "The audit trail is broken at link " + at + ": " + verdict.reason()),
                Name.of(
                        "只有数据库属主能改动它：与备份比对 select * from access.audit_entry where seq = " + at + "，查明谁持有属主密码并上报；之前的 "
                                + (verdict.checked() - 1) + " 条可信。",
                        "Only the database's owner can change it: compare with a backup select * from access.audit_entry"
                                + " where seq = " + at
                                + ", find out who holds the owner's password, and report it; the "
                                + (verdict.checked() - 1) + " links before it can be trusted."));
    }
}
