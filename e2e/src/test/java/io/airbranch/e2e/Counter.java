package io.airbranch.e2e;

import static java.util.stream.Collectors.joining;

import io.airbranch.sim.client.Browser;
import io.airbranch.sim.client.Centre;
import io.airbranch.sim.client.Demo;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A queue of its own with a widget and colleagues who alone have its skill: what happens here meets no other test. Made through the
 * administration's API.
 */
final class Counter {
    private static final String NUMBERS = "零一二三四五六七八九";
    private static final AtomicInteger COUNTERS = new AtomicInteger();
    private static final String ALL_DAY = "[{\"from\": \"00:00\", \"to\": \"00:00\"}]";

    final String url;
    /** Key of the widget, of the skill, and part of everybody's user name. */
    final String key = "counter-" + COUNTERS.incrementAndGet();

    private final Browser administrator;
    private final AtomicInteger colleagues = new AtomicInteger();

    private Counter(String url) {
        this.url = url;
        this.administrator = Server.session(Demo.ADMINISTRATOR);
    }

    static Counter at(String url) {
        return keeping(url, 120);
    }

    /** @param grace seconds for which a customer's place is kept */
    static Counter keeping(String url, int grace) {
        var counter = new Counter(url);
        counter.open(grace);
        return counter;
    }

    private void open(int grace) {
        var calendar = post("/admin/calendars", """
            {"institution": "%1$s", "name": {"zh": "%2$s", "en": "%2$s"}, "specialDays": {},
             "week": {"monday": %3$s, "tuesday": %3$s, "wednesday": %3$s, "thursday": %3$s, "friday": %3$s,
                      "saturday": %3$s, "sunday": %3$s}}
            """.formatted(Demo.INSTITUTION, key, ALL_DAY));
        administrator.post("/admin/skills", """
            {"institution": "%1$s", "key": "%2$s", "name": {"zh": "%2$s", "en": "%2$s"}}
            """.formatted(Demo.INSTITUTION, key));
        var queue = post("/admin/queues", """
            {"institution": "%1$s", "name": {"zh": "%2$s", "en": "%2$s"}, "skills": [{"skill": "%2$s", "level": 1}],
             "priority": 0, "calendar": "%3$s", "target": 0.8, "targetWaitSeconds": 20, "offerTimeoutSeconds": 60,
             "maxWaiting": 100, "active": true, "version": 0}
            """.formatted(Demo.INSTITUTION, key, calendar));
        post("/admin/widgets", """
            {"institution": "%1$s", "key": "%2$s", "queue": "%3$s", "title": {"zh": "在线客服", "en": "Chat with us"},
             "greeting": {"zh": "您好，请问有什么可以帮您？", "en": "Hello, how can we help you?"}, "colour": "#14558a",
             "topics": [], "quickReplies": [], "origins": ["%4$s"], "graceSeconds": %5$d, "active": true, "version": 0}
            """.formatted(Demo.INSTITUTION, key, queue, Site.origin(), grace));
    }

    private String post(String path, String body) {
        return administrator.post(path, body).path("id").asString("");
    }

    /** A page of the bank with this counter's widget. */
    String page() {
        return page(url);
    }

    /** The same over a line that may break. */
    String page(Wire wire) {
        return page(wire.url());
    }

    private String page(String centre) {
        var snippet = "<script src=\"" + centre + "/widget/airbranch.js\" data-widget=\"" + key + "\" async></script>";
        return Site.page(key + (centre.equals(url) ? "" : "-" + centre.replaceAll("\\D", "")), snippet, centre);
    }

    /** One more colleague, who is at the desk already, and away. */
    Staff colleague() {
        return colleague(Person.Look.DESK);
    }

    Staff colleague(Person.Look look) {
        int nth = colleagues.incrementAndGet();
        var username = key + "-" + nth;
        var number = key.replaceAll("\\D", "");
        var name = "座席"
                + number.chars()
                        .mapToObj(c -> NUMBERS.substring(c - '0', c - '0' + 1))
                        .collect(joining()) + "甲乙丙丁戊".charAt(nth - 1);
        var temporary = "Temporary-0815-pass";
        var id = administrator
                .post("/admin/operators", """
                    {"username": "%2$s", "name": {"zh": "%3$s", "en": "%4$s"}, "home": "%1$s", "language": "zh",
                     "roles": [{"role": "agent", "scope": "%1$s"}], "password": "%5$s"}
                    """.formatted(
                        Demo.INSTITUTION, username, name, "Colleague " + number + "ABCDE".charAt(nth - 1), temporary))
                .path("operator")
                .path("id")
                .asString("");
        administrator.put("/admin/operators/" + id + "/skills", """
            {"skills": [{"skill": "%1$s", "level": 5}], "chatCapacity": 3, "version": 0,
             "languages": [{"language": "zh", "level": 10}, {"language": "en", "level": 10}]}
            """.formatted(key));
        var first = new Browser(Centre.at(url, Server.LOOP));
        first.signIn(username, temporary, Demo.PASSWORD + "-" + nth);
        return new Staff(url, username, look, name).come(first);
    }

    /** Somebody on this counter's page. */
    Customer customer() {
        return new Customer(page());
    }
}
