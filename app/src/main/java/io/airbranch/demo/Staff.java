package io.airbranch.demo;

import static io.airbranch.demo.Places.*;

import io.airbranch.access.Grant;
import io.airbranch.access.InstitutionPath;
import io.airbranch.access.Operator;
import io.airbranch.access.Operators;
import io.airbranch.access.Operators.NewOperator;
import io.airbranch.access.Role;
import io.airbranch.agent.Agent;
import io.airbranch.agent.Agents;
import io.airbranch.agent.Skills;
import io.airbranch.shared.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The demo bank's twenty colleagues, all with the same password, and what they are good at. */
@Component
@Profile("demo")
class Staff {
    static final String PASSWORD = "airbranch-demo";

    private final Operators operators;
    private final Agents agents;
    private final Skills skills;

    Staff(Operators operators, Agents agents, Skills skills) {
        this.operators = operators;
        this.agents = agents;
        this.skills = skills;
    }

    /** @param shown whether the welcome prints the sign-in; the others serve simulated customers */
    record Colleague(
            String username,
            String zh,
            String en,
            Role role,
            InstitutionPath home,
            List<InstitutionPath> scopes,
            String language,
            Map<String, Integer> skills,
            Map<String, Integer> languages,
            boolean shown,
            String tryZh,
            String tryEn) {

        boolean serves() {
            return !skills.isEmpty();
        }
    }

    static List<Colleague> all() {
        var retail = Map.of("retail", 6, "english-service", 5);
        var both = Map.of("zh", 9, "en", 6);
        return List.of(
                agent(
                        "agent1",
                        "陈思远",
                        "Chen Siyuan",
                        Map.of("retail", 8, "english-service", 7, "cards", 4, "vip", 5),
                        both,
                        true),
                agent(
                        "agent2",
                        "苏雨晴",
                        "Su Yuqing",
                        Map.of("retail", 7, "english-service", 6, "cards", 6, "vip", 6),
                        both,
                        true),
                agent("agent3", "何清扬", "He Qingyang", retail, both, false),
                agent("agent4", "方若溪", "Fang Ruoxi", Map.of("retail", 6, "cards", 5), Map.of("zh", 9, "en", 3), false),
                agent("agent5", "程墨白", "Cheng Mobai", Map.of("retail", 5, "english-service", 8), both, false),
                agent("agent6", "沈佳宁", "Shen Jianing", Map.of("retail", 7, "vip", 8), both, false),
                card("card1", "高晓岚", "Gao Xiaolan"),
                card("card2", "孟凡星", "Meng Fanxing"),
                hongKong("hk1", "黎咏诗", "Winnie Lai"),
                hongKong("hk2", "区俊朗", "Jason Au"),
                other(
                        "supervisor1",
                        "许明哲",
                        "Xu Mingzhe",
                        Role.SUPERVISOR,
                        BANK,
                        CHINA,
                        "看现场、旁听、介入、调度",
                        "Watch the floor, listen, step in, move"),
                other(
                        "supervisor2",
                        "欧阳慧",
                        "Ouyang Hui",
                        Role.SUPERVISOR,
                        HK_BANK,
                        HONG_KONG,
                        "香港现场",
                        "The Hong Kong floor"),
                other(
                        "admin",
                        "系统管理员",
                        "Administrator",
                        Role.ADMINISTRATOR,
                        GROUP,
                        GROUP,
                        "机构、人员、队列、组件",
                        "Institutions, people, queues, widget"),
                other(
                        "auditor",
                        "审计员",
                        "Auditor",
                        Role.AUDITOR,
                        GROUP,
                        GROUP,
                        "审计轨迹与校验",
                        "The audit trail and its proof"),
                other("knowledge1", "叶知秋", "Ye Zhiqiu", Role.KNOWLEDGE_EDITOR, BANK, CHINA, "查看工单", "Read cases"),
                other(
                        "manager1",
                        "顾长风",
                        "Gu Changfeng",
                        Role.RELATIONSHIP_MANAGER,
                        SHANGHAI,
                        SHANGHAI,
                        "本网点的客户与工单",
                        "Customers and cases of the outlet"),
                other(
                        "campaign1",
                        "唐亦菲",
                        "Tang Yifei",
                        Role.CAMPAIGN_MANAGER,
                        BANK,
                        CHINA,
                        "尚无可做的事",
                        "Nothing to do yet"),
                other(
                        "quality1",
                        "罗静姝",
                        "Luo Jingshu",
                        Role.QUALITY_ANALYST,
                        BANK,
                        CHINA,
                        "查看会话与工单",
                        "Read conversations and cases"),
                other("planner1", "马景行", "Ma Jingxing", Role.PLANNER, BANK, CHINA, "看现场", "Watch the floor"),
                other(
                        "analyst1",
                        "薛望舒",
                        "Xue Wangshu",
                        Role.ANALYST,
                        BANK,
                        CHINA,
                        "查看会话与工单",
                        "Read conversations and cases"));
    }

    private static Colleague agent(
            String username,
            String zh,
            String en,
            Map<String, Integer> skills,
            Map<String, Integer> languages,
            boolean shown) {
        return new Colleague(
                username,
                zh,
                en,
                Role.AGENT,
                BANK,
                List.of(CHINA),
                "zh",
                skills,
                languages,
                shown,
                "接待客户",
                "Serve customers");
    }

    private static Colleague card(String username, String zh, String en) {
        return new Colleague(
                username,
                zh,
                en,
                Role.AGENT,
                CARD,
                List.of(CARD, BANK),
                "zh",
                Map.of("cards", 8),
                Map.of("zh", 9, "en", 4),
                username.endsWith("1"),
                "接待信用卡客户",
                "Serve card customers");
    }

    private static Colleague hongKong(String username, String zh, String en) {
        return new Colleague(
                username,
                zh,
                en,
                Role.AGENT,
                HK_BANK,
                List.of(HONG_KONG),
                "en",
                Map.of("hongkong", 8),
                Map.of("zh", 8, "en", 9),
                username.endsWith("1"),
                "香港分行，看不到内地客户",
                "Hong Kong branch; sees no mainland customer");
    }

    private static Colleague other(
            String username,
            String zh,
            String en,
            Role role,
            InstitutionPath home,
            InstitutionPath scope,
            String tryZh,
            String tryEn) {
        var language = home.equals(HK_BANK) ? "en" : "zh";
        return new Colleague(
                username, zh, en, role, home, List.of(scope), language, Map.of(), Map.of(), true, tryZh, tryEn);
    }

    void hire() {
        skill("retail", CHINA, "个人业务", "Personal banking");
        skill("cards", CHINA, "信用卡", "Credit cards");
        skill("english-service", CHINA, "英文服务", "Service in English");
        skill("vip", CHINA, "贵宾服务", "VIP service");
        skill("hongkong", HONG_KONG, "香港业务", "Hong Kong banking");
        for (var colleague : all()) {
            if (operators.findByUsername(colleague.username()).isEmpty()) {
                hire(colleague);
            }
        }
    }

    private void hire(Colleague colleague) {
        var grants = new ArrayList<Grant>();
        colleague.scopes().forEach(scope -> grants.add(new Grant(colleague.role(), scope)));
        Operator operator = operators
                .create(new NewOperator(
                        colleague.username(),
                        Name.of(colleague.zh(), colleague.en()),
                        colleague.home(),
                        colleague.language(),
                        grants,
                        PASSWORD,
                        false))
                .orElseThrow();
        if (colleague.serves()) {
            agents.employ(new Agent(operator.id(), colleague.home(), colleague.skills(), colleague.languages(), 3))
                    .orElseThrow();
        }
    }

    private void skill(String key, InstitutionPath institution, String zh, String en) {
        if (skills.all().stream().noneMatch(s -> s.key().equals(key))) {
            skills.define(new Skills.Skill(key, institution, Name.of(zh, en), 0))
                    .orElseThrow();
        }
    }
}
