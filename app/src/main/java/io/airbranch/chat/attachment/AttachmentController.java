package io.airbranch.chat.attachment;

import io.airbranch.access.InstitutionPath;
import io.airbranch.chat.protocol.Sentences;
import io.airbranch.contact.Contact;
import io.airbranch.contact.ContactEvent.Attachment;
import io.airbranch.contact.Contacts;
import io.airbranch.customer.Visitors;
import io.airbranch.customer.Visitors.Visitor;
import io.airbranch.shared.Refusal;
import io.airbranch.shared.RefusalException;
import io.airbranch.shared.db.Outages;
import io.airbranch.shared.db.Scope;
import io.airbranch.shared.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;

/** A customer's files over HTTP. A visitor sees those of his own conversations; any other does not exist for him. */
@RestController
class AttachmentController {
    private static final String SCHEME = "Visitor ";
    private static final long MEGABYTES = Attachments.LIMIT / (1024 * 1024);

    private final Attachments attachments;
    private final ObjectProvider<Visitors> visitors;
    private final ObjectProvider<Contacts> contacts;

    AttachmentController(
            Attachments attachments, ObjectProvider<Visitors> visitors, ObjectProvider<Contacts> contacts) {
        this.attachments = attachments;
        this.visitors = visitors;
        this.contacts = contacts;
    }

    @PostMapping("/api/v1/chat/conversations/{conversation}/attachments")
    ResponseEntity<Attachment> upload(
            @PathVariable UUID conversation,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestParam("file") MultipartFile file)
            throws IOException {
        var visitor = visitor(authorization);
        requireOwn(visitor, conversation, "contact.unknown");
        if (file.getSize() > Attachments.LIMIT) {
            throw new RefusalException(tooLarge());
        }
        try (var content = file.getInputStream()) {
            var name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
            var kept = Scope.within(
                    scope(visitor.institution()), () -> attachments.keep(conversation, name, content, true));
            return ResponseEntity.status(HttpStatus.CREATED).body(kept.orElseThrow());
        }
    }

    @GetMapping("/api/v1/chat/attachments/{id}")
    ResponseEntity<InputStreamResource> download(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        var visitor = visitor(authorization);
        var scope = scope(visitor.institution());
        var contact = Scope.within(scope, () -> attachments.contactOf(id))
                .orElseThrow(() -> new RefusalException(unknown("attachment.unknown", id)));
        requireOwn(visitor, contact, "attachment.unknown");
        var download = Scope.within(scope, () -> attachments.download(id)).orElseThrow();
        var attachment = download.attachment();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(attachment.type()))
                .contentLength(attachment.size())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(attachment.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .cacheControl(CacheControl.noStore())
                .body(new InputStreamResource(download.content()));
    }

    private Visitor visitor(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            throw new RefusalException(unknownVisitor());
        }
        // Nobody is known before the token has been looked up.
        return Scope.within(
                        Scope.system(), () -> visitors.getObject().byToken(authorization.substring(SCHEME.length())))
                .orElseThrow(() -> new RefusalException(unknownVisitor()));
    }

    private void requireOwn(Visitor visitor, UUID contact, String code) {
        var own = Scope.within(
                        scope(visitor.institution()), () -> contacts.getObject().find(contact))
                .map(Contact::visitor)
                .filter(owner -> Objects.equals(owner, visitor.id()));
        if (own.isEmpty()) {
            throw new RefusalException(unknown(code, contact));
        }
    }

    private static Scope scope(InstitutionPath institution) {
        return Scope.of(institution.value());
    }

    private static Refusal unknown(String code, UUID id) {
        return Refusal.notFound(code, "There is no " + id + " that this visitor may see", "id", id);
    }

    private static Refusal unknownVisitor() {
        return Refusal.forbidden(
                "visitor.unknown", "The header Authorization carries no known visitor token. Maybe reload the page");
    }

    private static Refusal tooLarge() {
        return Refusal.tooLarge(
                "attachment.too-large",
                "The file is larger than " + Attachments.LIMIT + " bytes; send a smaller one",
                "limit",
                Attachments.LIMIT);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RefusalException e, HttpServletRequest request) {
        return answer(e.refusal(), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(MaxUploadSizeExceededException e, HttpServletRequest request) {
        return answer(tooLarge(), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(MultipartException e, HttpServletRequest request) {
        return answer(Refusal.invalid("attachment.missing", "The request carries no readable part 'file'"), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> fault(RuntimeException e, HttpServletRequest request) {
        if (Outages.refusal(e).isPresent()) {
            return answer(
                    Refusal.unavailable(
                            "storage.unavailable", "The database cannot be reached", "retryAfterSeconds", 2),
                    request);
        }
        throw e;
    }

    /** The sentence is for the visitor, in the visitor's language as the browser tells it. */
    private static ResponseEntity<ProblemDetail> answer(Refusal refusal, HttpServletRequest request) {
        var code = refusal.code().equals("object.too-large") ? "attachment.too-large" : refusal.code();
        var locale = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null
                        && request.getLocale().getLanguage().equals("en")
                ? Locale.ENGLISH
                : Locale.SIMPLIFIED_CHINESE;
        var status = switch (code) {
            case "attachment.type" -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case "attachment.too-large" -> HttpStatus.CONTENT_TOO_LARGE;
            case "visitor.unknown" -> HttpStatus.UNAUTHORIZED;
            default -> HttpStatus.valueOf(Problem.of(refusal).getStatus());
        };
        return ResponseEntity.status(status)
                .body(Problem.of(status, code, Sentences.say(code, locale, MEGABYTES), refusal.values()));
    }
}
