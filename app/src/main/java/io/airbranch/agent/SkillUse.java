package io.airbranch.agent;

/** Implemented by modules that keep references to skills, so that none is deleted under them. */
@FunctionalInterface
public interface SkillUse {

    /** Whatever the running scope. */
    boolean uses(String skill);
}
