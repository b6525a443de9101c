package io.airbranch.sim.traffic;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A conversation as it might go: the customer's and the colleague's lines in turn, beginning with the customer.
 *
 * @param language {@code zh} or {@code en}
 */
record Dialogue(String language, List<String> lines) {

    private static final List<Dialogue> ALL = List.of(
            zh(
                    "你好，我的信用卡丢了，怎么挂失？",
                    "您好，先别着急。我马上为您办理挂失，请问卡片最后四位是多少？",
                    "尾号是 0000",
                    "好的，已临时挂失。新卡大约五个工作日寄到您预留的地址。",
                    "补卡要收费吗？",
                    "首次补卡免收工本费，请放心。",
                    "谢谢，没有别的问题了"),
            zh(
                    "昨天转的一笔账对方还没收到",
                    "您好，我来查一下。请问是跨行转账还是同行转账？",
                    "跨行，下午四点多转的",
                    "查到了，这笔走的是普通到账，今天上午会到。到账后您会收到短信。",
                    "好的，那我再等等，谢谢"),
            zh(
                    "请问房贷可以提前还款吗？",
                    "可以的。请问您的贷款已经还满一年了吗？",
                    "还了三年多了，想先还一部分",
                    "满一年的部分提前还款不收违约金。您可以选择缩短年限或减少月供。",
                    "哪个更划算？",
                    "缩短年限省的利息更多，减少月供压力更小。我把两种试算发给您。",
                    "明白了，我回去算一下，谢谢你"),
            zh("手机银行登录不上，提示设备未绑定", "您好，请问最近换过手机吗？", "上周换的", "那需要重新绑定设备：登录页点“更换设备”，用身份证和短信验证码验证即可。", "好了，可以用了，谢谢"),
            zh(
                    "借记卡收到了，怎么激活？",
                    "您好，可以在手机银行“卡片管理”里激活，也可以到网点办理。需要我一步步带您操作吗？",
                    "不用，我找到了",
                    "好的，激活后请记得设置交易限额。还有其他可以帮您的吗？",
                    "没有了，谢谢"),
            zh("信用卡账单日能改吗？", "可以，每年可以修改两次。您想改到哪一天？", "每月十号", "已为您提交，从下个账期开始生效，本期账单日不变。", "好，谢谢"),
            zh("你们徐汇的网点周末开门吗？", "您好，徐汇网点周六九点到十六点办理个人业务，周日休息。需要帮您预约吗？", "帮我约周六上午十点吧", "已预约周六十点，请带上身份证。", "好的，麻烦了"),
            en(
                    "Hi, my card was declined abroad. Is it blocked?",
                    "Hello, let me check. Was it a chip payment or online?",
                    "Chip, in a restaurant an hour ago",
                    "The card is fine; payments abroad were switched off in the app. I can show you where to switch them on.",
                    "Found it, it works now. Thank you!"),
            en(
                    "How long does a transfer to Hong Kong take?",
                    "Hello. In the group it arrives within the hour, to other banks on the next working day.",
                    "And the fee?",
                    "It is shown before you confirm; within the group there is none.",
                    "Great, thanks"),
            en(
                    "Can I see my mortgage schedule online?",
                    "Yes, under Loans, then Schedule. Would you like me to send you a PDF as well?",
                    "Yes please",
                    "Done, it is in your inbox in the app.",
                    "Perfect, that is all"));

    private static Dialogue zh(String... lines) {
        return new Dialogue("zh", List.of(lines));
    }

    private static Dialogue en(String... lines) {
        return new Dialogue("en", List.of(lines));
    }

    static Dialogue pick(RandomGenerator random) {
        return ALL.get(random.nextInt(ALL.size()));
    }

    /** What a colleague answers to a customer's line; a polite question to a line that is not his. */
    static String answerTo(String line) {
        for (var dialogue : ALL) {
            int at = dialogue.lines().indexOf(line);
            if (at >= 0 && at + 1 < dialogue.lines().size()) {
                return dialogue.lines().get(at + 1);
            }
            if (at >= 0) {
                return "zh".equals(dialogue.language()) ? "不客气，祝您生活愉快！" : "You are welcome. Have a good day!";
            }
        }
        boolean chinese = line.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
        return chinese ? "好的，请您再说详细一点，我马上为您查。" : "I see. Could you tell me a little more, please?";
    }

    /** True for the line after which a customer needs nothing more. */
    static boolean isLast(String line) {
        return ALL.stream().anyMatch(d -> d.lines().getLast().equals(line));
    }
}
