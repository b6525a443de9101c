package io.airbranch.routing.queue;

import io.airbranch.access.BusinessHours;
import io.airbranch.acd.Trait;
import io.airbranch.agent.Agent;
import io.airbranch.routing.Queue;
import io.airbranch.shared.Name;
import io.airbranch.shared.check.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a contact in a queue can ever reach somebody, and if not, which link of the chain is broken: hours, skills one by one, all
 * skills in one person, languages. Pure.
 *
 * @param agents everybody who may serve at all
 * @param skills keys that exist
 */
record Reach(List<Agent> agents, Set<String> skills, Instant now) {
    private static final String ID = "queue.reach";

    /** @param languages in which the queue's institution offers service */
    Finding of(Queue queue, BusinessHours hours, List<String> languages) {
        if (!queue.active()) {
            return Finding.ok(ID, said(queue, "已停用，不接入", "is switched off and takes nobody"));
        }
        if (hours.nextOpening(now).isEmpty()) {
            return nobody(
                    queue,
                    "营业时间：今后两个月都不开放",
                    "its hours: it does not open within two months",
                    "在营业时间中加入时段，或给队列换一个日历。",
                    "Add periods to its calendar, or give the queue another one.");
        }
        if (agents.isEmpty()) {
            return nobody(
                    queue,
                    "人员：没有任何可以接待的座席",
                    "people: there is nobody who may serve",
                    "新建具有座席角色的人员，并登记其技能和语言。",
                    "Create operators with the role agent and enter their skills and languages.");
        }
        if (!queue.steps().isEmpty()) {
            return rings(queue, languages);
        }
        for (var skill : queue.skills().entrySet()) {
            var broken = skill(queue, skill);
            if (broken != null) {
                return broken;
            }
        }
        var able = agents.stream().filter(agent -> hasAll(agent, queue)).toList();
        if (able.isEmpty()) {
            return nobody(
                    queue,
                    "技能组合：没有一个人同时具备 " + wanted(queue),
                    "its skills together: nobody has all of " + wanted(queue),
                    "让一个人学会全部技能，或把要求拆成几个队列。",
                    "Train somebody in all of them, or split the queue.");
        }
        return languages(queue, able, languages);
    }

    /** Of a queue with steps: whether any of them reaches somebody, and whether the one that lasts does. */
    private Finding rings(Queue queue, List<String> languages) {
        var asks = new ArrayList<>(Traits.rings(queue.skills(), queue.steps(), null));
        if (queue.steps().getLast().expiry() != null) {
            asks.addAll(Traits.rings(queue.skills(), List.of(), null));
        }
        var rings = asks.stream().map(this::meeting).toList();
        if (rings.stream().allMatch(List::isEmpty)) {
            return nobody(
                    queue,
                    "步骤：没有一步有人符合要求",
                    "its steps: in none of them anybody has what it asks for",
                    "降低其中一步的要求，或登记符合要求的人员。",
                    "Let one of them ask for less, or enter somebody who has it.");
        }
        if (rings.getLast().isEmpty()) {
            return Finding.warn(
                    ID,
                    said(queue, "走完各步后再没有人能接待", "reaches nobody any more once its other steps are over"),
                    Name.of("让最后一步的要求有人符合。", "Let the last step ask for what somebody has."));
        }
        return languages(queue, rings.stream().flatMap(List::stream).distinct().toList(), languages);
    }

    private List<Agent> meeting(List<Trait> asks) {
        return agents.stream()
                .filter(agent -> {
                    var profile = Traits.profile(agent);
                    return asks.stream().allMatch(trait -> trait.heldBy(profile));
                })
                .toList();
    }

    private @org.jspecify.annotations.Nullable Finding skill(Queue queue, Map.Entry<String, Integer> skill) {
        var key = skill.getKey();
        int level = skill.getValue();
        if (!skills.contains(key)) {
            return nobody(
                    queue,
                    "技能 " + key + "：已不存在",
                    "skill " + key + ": there is no such skill any more",
                    "从队列要求中去掉它，或重新定义它。",
                    "Take it out of the queue, or define it again.");
        }
        var levels = agents.stream().mapToInt(agent -> agent.skills().getOrDefault(key, 0));
        int best = levels.max().orElse(0);
        if (best >= level) {
            return null;
        }
        return nobody(
                queue,
                "技能 " + key + "：要求 " + level + " 级，最高只有 " + best + " 级",
                "skill " + key + ": level " + level + " is asked for, the best has " + best,
                "培训并登记至少一人的 " + key + " 技能到 " + level + " 级，或降低队列要求。",
                "Train and enter somebody at level " + level + " of " + key + ", or ask for less.");
    }

    private static boolean hasAll(Agent agent, Queue queue) {
        return queue.skills().entrySet().stream()
                .allMatch(skill -> agent.skills().getOrDefault(skill.getKey(), 0) >= skill.getValue());
    }

    private static String wanted(Queue queue) {
        return queue.skills().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(skill -> skill.getKey() + " ≥ " + skill.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Finding languages(Queue queue, List<Agent> able, List<String> languages) {
        var unspoken = languages.stream()
                .filter(language -> able.stream().noneMatch(a -> a.languages().containsKey(language)))
                .toList();
        if (unspoken.isEmpty()) {
            return Finding.ok(
                    ID,
                    said(
                            queue,
                            "可由 " + able.size() + " 人接待",
                            able.size() == 1
                                    ? "can be served by one person"
                                    : "can be served by " + able.size() + " people"));
        }
        var named = String.join(", ", unspoken);
        if (unspoken.size() == languages.size()) {
            return nobody(
                    queue,
                    "语言：具备技能的 " + able.size() + " 人都不会 " + named,
                    "languages: of " + able.size() + " with the skills nobody speaks " + named,
                    "给其中的人登记语言，或改正机构的服务语言。",
                    "Enter languages for them, or correct the languages of the institution.");
        }
        return Finding.warn(
                ID,
                said(queue, "讲 " + named + " 的客户没有人能接待", "reaches nobody for customers who speak " + named),
                Name.of(
                        "给具备技能的人登记 " + named + "，或从机构的服务语言中去掉它。",
                        "Enter " + named
                                + " for somebody with the skills, or take it out of the institution's languages."));
    }

    private static Finding nobody(Queue queue, String zh, String en, String remedyZh, String remedyEn) {
        return Finding.fail(
                ID,
                said(queue, "接不到任何人：断在" + zh, "can reach nobody; the broken link is " + en),
                Name.of(remedyZh, remedyEn));
    }

    private static Name said(Queue queue, String zh, String en) {
        return Name.of(
                "队列“" + queue.name().zh() + "”（" + queue.institution() + "）" + zh,
                "Queue '" + queue.name().en() + "' (" + queue.institution() + ") " + en);
    }
}
