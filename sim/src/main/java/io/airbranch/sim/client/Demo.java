package io.airbranch.sim.client;

import java.util.List;

/** What the demo bank tells everybody who starts it. */
public final class Demo {
    public static final String ADMINISTRATOR = "admin";
    public static final String PASSWORD = "airbranch-demo";
    public static final String INSTITUTION = "sfb.cn.bank.";
    public static final String WIDGET = "demo";

    /** Colleagues who are not among the sign-ins that the launcher prints, so that a person at the demo does not meet himself. */
    public static final List<String> TRAFFIC_AGENTS = List.of("agent3", "agent4", "agent5", "agent6");

    private Demo() {}
}
