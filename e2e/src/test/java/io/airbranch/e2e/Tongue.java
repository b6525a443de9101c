package io.airbranch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.airbranch.sim.client.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Whether a screen speaks one language. What the server has sent is data, such as a customer's name or words, and may be in any;
 * of a name in both languages only the right one is. Everything else is ours.
 */
final class Tongue {
    /** Keeps what the page's programs hear from the server. */
    static final String LISTEN = """
        window.heardFromServer = [];
        const json = Response.prototype.json, text = Response.prototype.text;
        const keep = said => window.heardFromServer.push(typeof said === 'string' ? said : JSON.stringify(said));
        Response.prototype.json = async function () { const said = await json.call(this); keep(said); return said; };
        Response.prototype.text = async function () { const said = await text.call(this); keep(said); return said; };
        const Socket = window.WebSocket;
        window.WebSocket = class extends Socket {
          constructor(...from) { super(...from); this.addEventListener('message', e => keep(e.data)); }
        };
        """;

    private static final String SEEN = """
        () => {
          const seen = new Set();
          const add = text => { const t = text?.trim(); if (t) seen.add(t); };
          const look = node => {
            for (const child of node.childNodes) {
              if (child.nodeType === Node.TEXT_NODE) add(child.data);
              if (child.nodeType !== Node.ELEMENT_NODE || ['SCRIPT', 'STYLE', 'TEMPLATE'].includes(child.tagName)) continue;
              if (!child.checkVisibility()) continue;
              for (const name of ['aria-label', 'placeholder', 'title', 'alt']) add(child.getAttribute(name));
              if (child.shadowRoot) look(child.shadowRoot);
              look(child);
            }
          };
          look(document.body);
          add(document.title);
          return [...seen];
        }\
        """;
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern KEY = Pattern.compile("[a-z][A-Za-z0-9]*(\\.[a-zA-Z][A-Za-z0-9-]*)+|.*(\\{\\{|}}).*");
    /** The switch to the other language is written in the other language. */
    private static final Pattern SWITCH = Pattern.compile("中文|English");

    private static final Map<String, List<Pattern>> SENTENCES = new ConcurrentHashMap<>();

    private Tongue() {}

    /** @param language {@code zh} or {@code en} */
    static void check(Page page, String language, String view) {
        var data = data(page, language);
        var wrong = new ArrayList<String>();
        for (var text : (List<?>) page.evaluate(SEEN)) {
            var ours = SWITCH.matcher(String.valueOf(text)).replaceAll("").strip();
            if (data.contains(ours)) {
                continue;
            }
            if (KEY.matcher(ours).matches() || (language.equals("en") ? chinese(ours, data) : english(ours))) {
                wrong.add(ours);
            }
        }
        assertThat(wrong).as("not " + language + " on " + view).isEmpty();
    }

    private static boolean chinese(String text, Set<String> data) {
        var rest = text;
        for (var known : data) {
            if (HAN.matcher(known).find()) {
                rest = rest.replace(known, "");
            }
        }
        return HAN.matcher(rest).find();
    }

    /** One of the English texts of the console or the widget, where the Chinese one is another. */
    private static boolean english(String text) {
        return SENTENCES.computeIfAbsent("en", Tongue::sentences).stream()
                .anyMatch(p -> p.matcher(text).matches());
    }

    private static List<Pattern> sentences(String language) {
        var zh = new HashSet<String>();
        var own = new HashSet<String>();
        var folder = Folders.PROJECT.resolve("console/src/i18n");
        try (Stream<java.nio.file.Path> files = Files.list(folder.resolve(language))) {
            for (var file : files.toList()) {
                leaves(Json.read(Files.readString(file)), "", own);
                leaves(Json.read(Files.readString(folder.resolve("zh").resolve(file.getFileName()))), "", zh);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        own.removeAll(zh);
        return own.stream()
                .filter(text -> text.replaceAll("\\{\\{.*?}}", "").matches("(?s).*[A-Za-z]{3}.*"))
                .map(text -> Pattern.compile(Stream.of(text.split("\\{\\{.*?}}", -1))
                        .map(Pattern::quote)
                        .reduce((a, b) -> a + ".*" + b)
                        .orElseThrow()))
                .toList();
    }

    private static Set<String> data(Page page, String language) {
        var strings = new HashSet<String>();
        for (var said : (List<?>) page.evaluate("() => window.heardFromServer ?? []")) {
            var text = String.valueOf(said).strip();
            if (text.startsWith("{") || text.startsWith("[")) {
                leaves(Json.read(text), language, strings);
            }
        }
        return strings;
    }

    private static void leaves(JsonNode node, String language, Set<String> strings) {
        if (node.isString()) {
            strings.add(node.asString("").strip());
        } else if (!language.isEmpty() && node.size() == 2 && node.has("zh") && node.has("en")) {
            strings.add(node.path(language).asString(""));
        } else {
            node.forEach(child -> leaves(child, language, strings));
        }
    }
}
