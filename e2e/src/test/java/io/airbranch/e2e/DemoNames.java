package io.airbranch.e2e;

/** What the demo bank's people are called on the screen. */
final class DemoNames {
    static final String AGENT1 = "陈思远";
    static final String AGENT2 = "苏雨晴";

    private DemoNames() {}
}
