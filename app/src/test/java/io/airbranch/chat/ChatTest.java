package io.airbranch.chat;

import io.airbranch.testkit.AirbranchTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.context.annotation.Import;

/** A test of chat over real sockets; its neighbours routing, hours and rights are stand-ins that a test commands. One server for all. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@AirbranchTest
@Import(StandIns.class)
@ResourceLock("time of the chat server")
@interface ChatTest {}
