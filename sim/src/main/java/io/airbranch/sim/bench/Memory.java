package io.airbranch.sim.bench;

import io.airbranch.sim.ServerProcess;
import java.util.regex.Pattern;

/**
 * A server's memory after a full collection, in MB.
 *
 * @param heap live objects; 0 where the JVM does not tell
 */
record Memory(double resident, double heap) {
    private static final Pattern USED =
            Pattern.compile("^(?!.*(?:Metaspace|class space)).*used (\\d+)([KM])", Pattern.MULTILINE);

    static Memory of(ServerProcess server) {
        double heap = server.jvm()
                .map(jvm -> {
                    var jcmd = System.getProperty("java.home") + "/bin/jcmd";
                    Machine.run(jcmd, String.valueOf(jvm.pid()), "GC.run");
                    var used = USED.matcher(Machine.run(jcmd, String.valueOf(jvm.pid()), "GC.heap_info"));
                    return used.results()
                            .mapToDouble(r -> Long.parseLong(r.group(1)) / ("K".equals(r.group(2)) ? 1024.0 : 1.0))
                            .sum();
                })
                .orElse(0.0);
        return new Memory(server.residentMegabytes(), heap);
    }
}
