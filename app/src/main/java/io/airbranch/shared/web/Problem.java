package io.airbranch.shared.web;

import io.airbranch.shared.Refusal;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * How a refusal looks from outside: RFC 9457 with {@code type} {@code urn:airbranch:problem:CODE}, the same stable {@code code} and the
 * offending {@code values}, for screens to translate.
 */
public final class Problem {
    private Problem() {}

    public static ProblemDetail of(Refusal refusal) {
        return of(status(refusal.kind()), refusal.code(), refusal.message(), refusal.values());
    }

    public static ProblemDetail of(HttpStatus status, String code, String message, Map<String, Object> values) {
        var problem = ProblemDetail.forStatusAndDetail(status, message);
        problem.setType(URI.create("urn:airbranch:problem:" + code));
        problem.setTitle(status.getReasonPhrase());
        problem.setProperty("code", code);
        problem.setProperty("values", values);
        return problem;
    }

    static HttpStatus status(Refusal.Kind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
