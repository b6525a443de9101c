package io.airbranch.access.signin;

import io.airbranch.shared.web.Problem;
import io.airbranch.shared.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** Tells a client what the filters before the controllers have refused, in the same words and form (RFC 9457) as the controllers do. */
@Component
class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final ProblemWriter problems;

    SecurityProblems(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        write(
                response,
                HttpStatus.UNAUTHORIZED,
                "sign-in.required",
                "Nobody is signed in, or the session has ended. Sign in at /oauth2/authorization/airbranch.");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        if (denied instanceof CsrfException) {
            write(
                    response,
                    HttpStatus.FORBIDDEN,
                    "csrf.missing",
                    "Writes need the header X-CSRF-TOKEN with the value of the cookie XSRF-TOKEN. Maybe the cookie is older"
                            + " than the sign-in; read it again.");
        } else {
            var message = denied.getMessage();
            write(response, HttpStatus.FORBIDDEN, "right.missing", message == null ? "Refused" : message);
        }
    }

    private void write(HttpServletResponse response, HttpStatus status, String code, String detail) throws IOException {
        problems.write(response, Problem.of(status, code, detail, Map.of()));
    }
}
