package io.airbranch.access.signin;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page behind {@code GET /sign-in}: the console, which shows the form. */
@Controller
class SignInPage {

    @GetMapping(SecurityChains.SIGN_IN)
    String page() {
        return "forward:/index.html";
    }
}
