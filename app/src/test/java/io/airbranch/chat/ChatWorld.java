package io.airbranch.chat;

import io.airbranch.access.InstitutionPath;
import io.airbranch.chat.Widget.Topic;
import io.airbranch.contact.Contact;
import io.airbranch.contact.ContactEvent;
import io.airbranch.contact.ContactEvent.Author;
import io.airbranch.contact.ContactEvent.Message;
import io.airbranch.contact.Contacts;
import io.airbranch.contact.Contacts.Recorded;
import io.airbranch.shared.Ids;
import io.airbranch.shared.Name;
import io.airbranch.shared.db.Scope;
import io.airbranch.testkit.TestClock;
import io.airbranch.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the chat tests share: a widget of their own, pages that are closed afterwards, and the agent's side. */
abstract class ChatWorld {
    static final String ORIGIN = "https://www.bank.example";

    @LocalServerPort
    int port;

    @Autowired
    Widgets widgets;

    @Autowired
    Contacts contacts;

    @Autowired
    Conversations conversations;

    @Autowired
    Ids ids;

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    @Autowired
    StandIns.Line routing;

    @Autowired
    StandIns.QueueBook queues;

    private final List<Page> pages = new ArrayList<>();

    @AfterEach
    void closePages() {
        pages.forEach(Page::close);
    }

    String widget() {
        return widget(StandIns.BANK).key();
    }

    Widget widget(InstitutionPath institution) {
        return widget(institution, StandIns.QUEUE, Widget.LANGUAGES, null);
    }

    Widget widget(InstitutionPath institution, UUID queue, List<String> languages, @Nullable Name closedMessage) {
        var id = ids.next();
        var widget = new Widget(
                id,
                "w-" + id.toString().substring(24),
                institution,
                queue,
                Name.of("在线客服", "Service"),
                Name.of("您好", "Hello"),
                "#0b5fff",
                List.of(
                        new Topic("cards", Name.of("信用卡", "Cards"), StandIns.CARD_QUEUE),
                        new Topic("full", Name.of("挂失", "Loss"), StandIns.FULL_QUEUE),
                        new Topic("night", Name.of("贵宾", "VIP"), StandIns.NIGHT_QUEUE)),
                List.of(Name.of("查余额", "Balance")),
                List.of(ORIGIN),
                languages,
                closedMessage,
                120,
                true,
                0);
        return system(() -> widgets.save(widget)).orElseThrow();
    }

    Page page(String widget) {
        var page = Page.open(port, widget, ORIGIN);
        pages.add(page);
        return page;
    }

    Page page(String widget, String origin) {
        var page = Page.open(port, widget, origin);
        pages.add(page);
        return page;
    }

    Page greeted() {
        var page = page(widget());
        page.hello("zh", null);
        return page;
    }

    Recorded agentSays(UUID contact, String text) {
        return append(
                contact, new Message(new Author(Author.Role.AGENT, StandIns.AGENT, StandIns.AGENT_NAME), text, null));
    }

    Recorded append(UUID contact, ContactEvent event) {
        return system(() -> contacts.append(contact, event, null)).join().orElseThrow();
    }

    Contact contact(UUID id) {
        return system(() -> contacts.find(id)).orElseThrow();
    }

    List<Recorded> stored(UUID contact) {
        return system(() -> contacts.events(contact, 0, 10_000));
    }

    static <T> T system(Supplier<T> work) {
        return Scope.within(Scope.system(), work);
    }
}
