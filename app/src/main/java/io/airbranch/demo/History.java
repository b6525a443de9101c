package io.airbranch.demo;

import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operator;
import io.airbranch.casework.CaseArchive;
import io.airbranch.casework.CaseArchive.PastCase;
import io.airbranch.casework.CaseArchive.PastNote;
import io.airbranch.casework.Cases;
import io.airbranch.casework.Cases.Priority;
import io.airbranch.casework.Cases.State;
import io.airbranch.contact.ContactArchive;
import io.airbranch.contact.ContactArchive.PastEvent;
import io.airbranch.contact.ContactEvent.*;
import io.airbranch.contact.Contacts.NewContact;
import io.airbranch.customer.CustomerCard;
import io.airbranch.shared.Name;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What was said and done in the last ninety days: conversations with their cases, most closed, some still waiting for their owner. */
@Component
@Profile("demo")
class History {
    private static final int CONTACTS = 160;
    /** Written last: where it stands, everything does. */
    static final UUID LAST = contactId(CONTACTS);

    private static final int DAYS = 90;
    private static final long SEED = 20_260_102;

    private final ContactArchive contacts;
    private final CaseArchive files;
    private final Cases cases;
    private final Clock clock;

    History(ContactArchive contacts, CaseArchive files, Cases cases, Clock clock) {
        this.contacts = contacts;
        this.files = files;
        this.cases = cases;
        this.clock = clock;
    }

    /** One demand as it is told: what the customer asks, what the colleague answers. */
    private record Story(String category, String language, String question, String answer, String thanks) {}

    private static final List<Story> STORIES = List.of(
            new Story("loan", "zh", "我的房贷想提前还一部分，要收手续费吗？", "您的贷款已还满一年，提前还款不收违约金，可在手机银行直接办理。", "太好了，谢谢！"),
            new Story("card", "zh", "信用卡昨天丢了，怎么办？", "已为您登记挂失，新卡五个工作日内寄到预留地址。", "好的，麻烦您了。"),
            new Story("account", "zh", "工资卡收不到短信提醒了", "您的提醒在更换手机后被关闭，我已为您重新开通。", "收到了，谢谢。"),
            new Story("transfer", "zh", "昨晚转账显示处理中，钱到底到了没有？", "对方银行已于今早八点入账，回单已发送到您的手机银行。", "看到了。"),
            new Story("wealth", "zh", "定期理财到期后会自动转存吗？", "这款产品到期自动回到活期，需要续购可提前一天预约。", "明白了。"),
            new Story("outlet", "zh", "周末滨江支行开门吗？想办外币现钞", "周六九点到十二点营业，外币现钞请提前一天预约，我可以现在为您登记。", "那帮我约周六上午吧。"),
            new Story("fraud", "zh", "有人自称银行客服让我转账到安全账户", "请不要转账，银行没有所谓安全账户。我已为您登记可疑号码并冻结陌生收款。", "吓我一跳，谢谢提醒！"),
            new Story("digital", "zh", "手机银行换了新手机登不上", "我已协助您解除旧设备绑定，请用人脸验证重新登录。", "可以了。"),
            new Story("complaint", "zh", "上次承诺的回电一直没有", "非常抱歉，这件事由我负责跟进，今天下班前给您答复。", "希望这次说到做到。"),
            new Story(
                    "account",
                    "en",
                    "How do I change the address on my account?",
                    "You can change it in the app under Profile; I have sent you the link.",
                    "Thank you."),
            new Story(
                    "card",
                    "en",
                    "My card was declined abroad yesterday.",
                    "Overseas use was switched off; I have enabled it for ninety days.",
                    "It works now, thanks."));

    void tell(List<CustomerCard> customers, List<Operator> colleagues, java.util.Map<InstitutionPath, UUID> queueOf) {
        var random = new Random(SEED);
        var now = clock.instant();
        for (int n = 1; n <= CONTACTS; n++) {
            var customer = Clients.pick(customers, random);
            var fitting = STORIES.stream()
                    .filter(s -> s.language().equals(customer.language()))
                    .toList();
            var story = Clients.pick(fitting, random);
            var place = place(customer.home());
            var staff = colleagues.stream()
                    .filter(o -> o.grants().stream().anyMatch(g -> g.scope().contains(place)))
                    .toList();
            var colleague = Clients.pick(staff, random);
            // The newest lie an hour back, so that nobody mistakes them for now.
            var minutesAgo = 60 + (long) (Math.pow(random.nextDouble(), 1.4) * DAYS * 24 * 60);
            var opened = now.minus(Duration.ofMinutes(minutesAgo));
            conversation(n, customer, place, story, colleague, queueOf.get(place), opened, now, random);
        }
    }

    /** Conversations belong to the legal entity, customers to their outlet. */
    private static InstitutionPath place(InstitutionPath home) {
        return home.equals(Places.CARD) || home.equals(Places.HK_BANK) ? home : Places.BANK;
    }

    private void conversation(
            int n,
            CustomerCard customer,
            InstitutionPath place,
            Story story,
            Operator colleague,
            @Nullable UUID queue,
            Instant opened,
            Instant now,
            Random random) {
        var contact = contactId(n);
        var file = Channels.id("case " + n);
        var waited = Duration.ofSeconds(3 + random.nextInt(50));
        var talked = Duration.ofSeconds(120 + random.nextInt(500));
        var joined = opened.plus(waited);
        var ended = joined.plus(talked);
        var old = Duration.between(opened, now).toDays() > 5;
        var solved = story.category().equals("complaint") ? old && random.nextInt(3) > 0 : old || random.nextInt(3) > 0;
        files.bring(new PastCase(
                file,
                place,
                story.question(),
                story.category(),
                story.category().equals("fraud") || story.category().equals("complaint")
                        ? Priority.HIGH
                        : Priority.NORMAL,
                !solved ? (random.nextBoolean() ? State.OPEN : State.PENDING) : old ? State.CLOSED : State.SOLVED,
                colleague.id(),
                customer.id(),
                contact,
                opened,
                solved ? ended : null,
                solved && old ? ended.plus(Duration.ofHours(2)) : null,
                solved ? null : now.plus(Duration.ofHours(1 + random.nextInt(72))),
                solved ? List.of() : List.of(new PastNote(colleague.id(), followUp(story.language()), ended))));
        var number = cases.find(file).orElseThrow().number();
        var events = new ArrayList<PastEvent>();
        events.add(new PastEvent(opened, new Identified(customer.id(), null)));
        events.add(new PastEvent(opened, new Message(Author.CUSTOMER, story.question(), null)));
        if (queue != null) {
            events.add(new PastEvent(opened, new Queued(queue, Name.of("人工服务", "Service"))));
        }
        events.add(new PastEvent(joined, new Joined(colleague.id(), colleague.name())));
        events.add(new PastEvent(joined.plusSeconds(1), new CaseAttached(file, number)));
        var author = new Author(Author.Role.AGENT, colleague.id(), colleague.name());
        var greeting = story.language().equals("en") ? "Hello, let me look into this for you." : "您好，我来为您查一下。";
        events.add(new PastEvent(joined.plusSeconds(8), new Message(author, greeting, null)));
        events.add(new PastEvent(joined.plusSeconds(70), new Message(author, story.answer(), null)));
        events.add(new PastEvent(joined.plusSeconds(95), new Message(Author.CUSTOMER, story.thanks(), null)));
        events.add(new PastEvent(ended, new Ended(Ended.Reason.AGENT, colleague.id())));
        events.add(new PastEvent(
                ended.plusSeconds(40), new WrappedUp(colleague.id(), solved ? "solved" : "follow-up", null, null)));
        var opening = new Opened(Channel.CHAT, "demo", null, "/demo/");
        contacts.bring(
                new NewContact(contact, place, opening, story.language(), null, customer.id()),
                opened,
                List.copyOf(events));
    }

    private static UUID contactId(int n) {
        return Channels.id("contact " + n);
    }

    private static String followUp(String language) {
        return language.equals("en") ? "Waiting for the back office; call back tomorrow." : "等待业务部门回复，明日回访客户。";
    }
}
