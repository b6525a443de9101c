package io.airbranch.access.guard;

import io.airbranch.shared.db.Scope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Runs the rest of a request within the signed-in operator's part of the tree; without an operator nothing is bound or seen. */
public final class OperatorScopeFilter extends OncePerRequestFilter {
    private final CurrentOperator current;

    public OperatorScopeFilter(CurrentOperator current) {
        this.current = current;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var operator = current.find();
        if (operator.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        try {
            Scope.<Boolean, Exception>call(operator.get().scope(), () -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }
}
