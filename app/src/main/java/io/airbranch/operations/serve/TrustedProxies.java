package io.airbranch.operations.serve;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.util.NetMask;

/** The proxies that are believed when they say on whose behalf they ask: single addresses and networks. */
record TrustedProxies(List<NetMask> networks) {
    /** No names: whether somebody is believed must not depend on a name server. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]+(/\\d{1,3})?");

    /** @throws IllegalArgumentException naming the entry that is neither address nor network */
    static TrustedProxies parse(String list) {
        var networks = new ArrayList<NetMask>();
        for (var entry : list.split("[,\\s]+")) {
            if (entry.isEmpty()) {
                continue;
            }
            if (!ADDRESS.matcher(entry).matches()) {
                throw new IllegalArgumentException("'" + entry + "' is neither an address nor a network");
            }
            try {
                networks.add(new NetMask(entry));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + entry + "' is neither an address nor a network", e);
            }
        }
        return new TrustedProxies(List.copyOf(networks));
    }

    boolean isEmpty() {
        return networks.isEmpty();
    }

    boolean contain(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            return false;
        }
        try {
            var parsed = InetAddress.getByName(address);
            return networks.stream().anyMatch(network -> network.matches(parsed));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return networks.stream().map(NetMask::toString).collect(Collectors.joining(", "));
    }
}
