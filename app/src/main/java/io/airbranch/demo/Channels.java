package io.airbranch.demo;

import io.airbranch.access.InstitutionPath;
import io.airbranch.chat.CannedReplies;
import io.airbranch.chat.CannedReplies.CannedReply;
import io.airbranch.chat.Widget;
import io.airbranch.chat.Widgets;
import io.airbranch.routing.Queue;
import io.airbranch.routing.Queues;
import io.airbranch.shared.Name;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Queues, the widgets that lead into them, and sentences ready for colleagues. */
@Component
@Profile("demo")
class Channels {
    static final UUID PERSONAL = id("queue personal");
    static final UUID CARDS = id("queue cards");
    static final UUID ENGLISH = id("queue english");
    static final UUID VIP = id("queue vip");
    static final UUID HONG_KONG = id("queue hong kong");

    private final Queues queues;
    private final Widgets widgets;
    private final CannedReplies replies;

    Channels(Queues queues, Widgets widgets, CannedReplies replies) {
        this.queues = queues;
        this.widgets = widgets;
        this.replies = replies;
    }

    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(("demo bank " + name).getBytes(StandardCharsets.UTF_8));
    }

    /** Somebody trying the demo at night is served too: all queues but Hong Kong's are always open. */
    void open(Places.Hours hours) {
        queue(PERSONAL, Places.BANK, "个人业务", "Personal banking", Map.of("retail", 1), 50, hours.always(), 30);
        queue(CARDS, Places.CARD, "信用卡", "Credit cards", Map.of("cards", 1), 50, hours.always(), 30);
        queue(ENGLISH, Places.BANK, "英文服务", "English service", Map.of("english-service", 1), 50, hours.always(), 45);
        queue(VIP, Places.BANK, "贵宾服务", "VIP", Map.of("vip", 3), 80, hours.always(), 15);
        queue(HONG_KONG, Places.HK_BANK, "香港", "Hong Kong", Map.of("hongkong", 1), 50, hours.office(), 45);
        widget("demo", Places.BANK, PERSONAL, "示范银行在线客服", "Demonstration Bank", "#14558a", topics());
        widget("demo-hk", Places.HK_BANK, HONG_KONG, "示范银行香港分行", "Demonstration Bank Hong Kong", "#0f6b62", List.of());
        replies();
    }

    private static List<Widget.Topic> topics() {
        return List.of(
                new Widget.Topic("account", Name.of("账户与转账", "Accounts and transfers"), null),
                new Widget.Topic("card", Name.of("信用卡", "Credit cards"), CARDS),
                new Widget.Topic("vip", Name.of("贵宾客户", "VIP customers"), VIP),
                new Widget.Topic("english", Name.of("英文服务", "Service in English"), ENGLISH));
    }

    private void queue(
            UUID id,
            InstitutionPath institution,
            String zh,
            String en,
            Map<String, Integer> skills,
            int priority,
            UUID calendar,
            int targetSeconds) {
        if (queues.find(id).isEmpty()) {
            queues.save(new Queue(
                            id,
                            institution,
                            Name.of(zh, en),
                            skills,
                            priority,
                            calendar,
                            0.8,
                            Duration.ofSeconds(targetSeconds),
                            Duration.ofSeconds(25),
                            500,
                            null,
                            true,
                            0))
                    .orElseThrow();
        }
    }

    private void widget(
            String key,
            InstitutionPath institution,
            UUID queue,
            String zh,
            String en,
            String colour,
            List<Widget.Topic> topics) {
        if (widgets.byKey(key).isPresent()) {
            return;
        }
        widgets.save(new Widget(
                        id("widget " + key),
                        key,
                        institution,
                        queue,
                        Name.of(zh, en),
                        Name.of("您好，请问有什么可以帮您？", "Hello, how can we help you?"),
                        colour,
                        topics,
                        List.of(
                                Name.of("如何提前还款？", "How do I repay early?"),
                                Name.of("卡片丢失怎么办？", "I lost my card"),
                                Name.of("网点几点开门？", "When does the outlet open?")),
                        List.of(Widget.SELF, Widget.APP),
                        Widget.LANGUAGES,
                        null,
                        120,
                        true,
                        0))
                .orElseThrow();
    }

    private void replies() {
        reply("hi", "zh", "问候", "您好{{customer}}，我是{{agent}}，很高兴为您服务。");
        reply("wait", "zh", "请稍候", "请您稍候，我正在为您核实，大约需要一分钟。");
        reply("case", "zh", "告知工单号", "您的诉求已登记，工单号 {{case}}，我会跟进到底。");
        reply("early", "zh", "提前还款", "提前还款可在手机银行“贷款-提前还款”办理；还款满一年后不收取违约金。");
        reply("lost", "zh", "挂失", "请先在手机银行“卡片管理-挂失”临时冻结，我同时为您登记挂失。");
        reply("bye", "zh", "结束语", "感谢您的咨询，祝您生活愉快。");
        reply("hi", "en", "Greeting", "Hello {{customer}}, this is {{agent}}. How can I help you?");
        reply("wait", "en", "One moment", "One moment please, I am checking this for you. It takes about a minute.");
        reply("case", "en", "Case number", "Your request is registered as {{case}}. I will follow it to the end.");
        reply(
                "lost",
                "en",
                "Lost card",
                "Please freeze the card in the app under Cards, Report lost; I register the loss for you as well.");
        reply("bye", "en", "Goodbye", "Thank you for contacting us. Have a good day.");
    }

    private void reply(String shortcut, String language, String title, String text) {
        var id = id("reply " + language + " " + shortcut);
        if (replies.find(id).isEmpty()) {
            replies.save(new CannedReply(id, Places.GROUP, null, language, shortcut, title, text, 0))
                    .orElseThrow();
        }
    }
}
