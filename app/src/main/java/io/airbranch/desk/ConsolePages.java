package io.airbranch.desk;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The console finds its way by itself: whatever address below its parts is opened or reloaded, the same page is given. */
@Controller
class ConsolePages {

    @GetMapping({"/workspace/**", "/cases/**", "/customers/**", "/floor/**", "/admin/**", "/audit/**"})
    String page() {
        return "forward:/index.html";
    }
}
