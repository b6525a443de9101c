package io.airbranch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CarrierTests {

    @Test
    void theServerHasCarriersToSpareOnAMachineOfTwoCores() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var asked = new ProcessBuilder(
                        jcmd, Long.toString(Server.shared().jvm().orElseThrow().pid()), "Thread.vthread_scheduler")
                .redirectErrorStream(true)
                .start();
        var told = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(asked.waitFor()).as(told).isZero();
        assertThat(told).containsPattern("parallelism = (1[6-9]|[2-9][0-9]|[1-9][0-9]{2,})");
    }
}
