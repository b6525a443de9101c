package io.airbranch.access.people;

import io.airbranch.access.Operator;
import io.airbranch.access.credentials.Passwords;
import io.airbranch.shared.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What everybody may change about himself: language, password, second factor. */
@RestController
@RequestMapping("/api/v1/me")
class MeController {
    private final Myself myself;

    MeController(Myself myself) {
        this.myself = myself;
    }

    record Language(String language) {}

    /** @param next {@value Passwords#MIN_LENGTH} characters at least */
    record PasswordChange(String current, String next) {
        @Override
        public String toString() {
            return "PasswordChange[]";
        }
    }

    record Code(String code) {}

    @PutMapping("/language")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void language(Operator me, @RequestBody Language body) {
        if (!OperatorRules.LANGUAGES.contains(body.language())) {
            throw new RefusalException(OperatorRules.languageUnknown(body.language()));
        }
        myself.speak(me, body.language());
    }

    /** Ends all other sessions of the operator. */
    @PostMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void password(Operator me, @RequestBody PasswordChange body, HttpServletRequest request) {
        myself.changePassword(
                        me, body.current(), body.next(), request.getSession().getId())
                .orElseThrow();
    }

    record SecondFactor(boolean on) {}

    @GetMapping("/totp")
    SecondFactor secondFactor(Operator me) {
        return new SecondFactor(myself.totp(me));
    }

    /** A new secret; it counts from its confirmation with a code. */
    @PostMapping("/totp")
    Myself.Enrolment enrol(Operator me) {
        return myself.enrol(me).orElseThrow();
    }

    @PostMapping("/totp/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(Operator me, @RequestBody Code body) {
        myself.confirm(me, body.code()).orElseThrow();
    }

    /** One of the two; {@code code} is the one of this moment. */
    record FreshProof(@Nullable String password, @Nullable String code) {
        @Override
        public String toString() {
            return "FreshProof[]";
        }
    }

    /** Needs a fresh proof of who is there, in the body. */
    @DeleteMapping("/totp")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Operator me, @RequestBody(required = false) @Nullable FreshProof proof) {
        myself.removeTotp(me, proof == null ? null : proof.password(), proof == null ? null : proof.code())
                .orElseThrow();
    }
}
