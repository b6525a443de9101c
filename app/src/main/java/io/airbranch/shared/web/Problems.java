package io.airbranch.shared.web;

import io.airbranch.shared.Ids;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import io.airbranch.shared.db.Outages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** The one mapper from what went wrong to what the caller is told. A fault of ours is told by an id that stands in the log. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private final Ids ids;

    Problems(Ids ids) {
        this.ids = ids;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RefusalException e) {
        return answer(Problem.of(e.refusal()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> denied(AccessDeniedException e) {
        return answer(Problem.of(Refusal.forbidden("right.missing", String.valueOf(e.getMessage()))));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> fault(Exception e) {
        var outage = Outages.refusal(e);
        if (outage.isPresent()) {
            log.warn("A request could not be served: {}", e.toString());
            return answer(Problem.of(outage.get()));
        }
        var id = ids.next();
        log.error("Fault {}", id, e);
        return answer(Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "Something broke on our side. Tell your administrator the number " + id,
                Map.of("fault", id)));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var fields = e.getFieldErrors().stream()
                .map(f -> Map.of("field", f.getField(), "message", String.valueOf(f.getDefaultMessage())))
                .toList();
        var problem = Problem.of(
                HttpStatus.BAD_REQUEST,
                "request.invalid",
                "Some fields do not fit: " + fields,
                Map.of("fields", fields));
        return ResponseEntity.badRequest().body(problem);
    }

    /** Readable JSON whose value does not fit is told at its field, as bean validation tells it. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (!(e.getCause() instanceof DatabindException misfit)
                || misfit.getPath().isEmpty()) {
            return super.handleHttpMessageNotReadable(e, headers, status, request);
        }
        var field = misfit.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
        // Only our own types' words are meant for callers; the reader's own speak of classes.
        var message = misfit.getCause() instanceof IllegalArgumentException own
                ? own.getMessage()
                : "This value does not fit";
        var fields = List.of(Map.of("field", field, "message", String.valueOf(message)));
        return ResponseEntity.badRequest()
                .body(Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "request.invalid",
                        "Some fields do not fit: " + fields,
                        Map.of("fields", fields)));
    }

    /** Everything that Spring MVC itself refuses (unknown path, wrong method, unreadable body and so on). */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var known = HttpStatus.valueOf(status.value());
        var code = "http." + known.name().toLowerCase(Locale.ROOT).replace('_', '-');
        var message = body instanceof ProblemDetail detail && detail.getDetail() != null
                ? detail.getDetail()
                : known.getReasonPhrase();
        if (known.is5xxServerError()) {
            log.error("Request failed with {}", known, e);
        }
        return ResponseEntity.status(known)
                .headers(headers)
                .body(Problem.of(known, code, message, Map.of("allowed", List.copyOf(headers.getAllow()))));
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        var answer = ResponseEntity.status(problem.getStatus());
        if (problem.getStatus() == 429 || problem.getStatus() == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, "2");
        }
        return answer.body(problem);
    }
}
