package io.airbranch.access.guard;

import io.airbranch.access.AuditTrail;
import io.airbranch.access.Guard;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operator;
import io.airbranch.access.Right;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/** The guard at the door; every refusal leaves an audit entry, so that trying handles shows. */
@Service
class AuditedGuard implements Guard {
    private final CurrentOperator current;
    private final AuditTrail trail;

    AuditedGuard(CurrentOperator current, AuditTrail trail) {
        this.current = current;
        this.trail = trail;
    }

    @Override
    public Operator current() {
        return current.find().orElseThrow(() -> new AccessDeniedException("Nobody is signed in"));
    }

    @Override
    public void require(Right right, InstitutionPath where) {
        var operator = current();
        if (!operator.may(right, where)) {
            refuse(operator, right, where);
        }
    }

    @Override
    public void requireAnywhere(Right right) {
        var operator = current();
        if (!operator.mayAnywhere(right)) {
            refuse(operator, right, operator.home());
        }
    }

    private void refuse(Operator operator, Right right, InstitutionPath where) {
        // The refusal belongs to the one who tried: his own institution's auditor sees it, a stranger's tree gets no
        // entries.
        trail.record(new AuditTrail.Entry(
                operator.id(),
                "access.refused",
                "right",
                right.code(),
                operator.home(),
                null,
                Map.of("where", where.value())));
        throw new AccessDeniedException(
                "'" + operator.username() + "' has no right " + right.code() + " for '" + where + "'");
    }

    @Override
    public <T> T as(Operator operator, Supplier<T> work) {
        return current.bind(operator, work);
    }
}
