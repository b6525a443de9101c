package io.airbranch.sim.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one thread on which all sockets are read. */
public final class Loop implements AutoCloseable {
    private static final int READ_BUFFER = 256 * 1024;

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BUFFER);
    private final Thread thread;
    private volatile boolean running = true;

    public Loop() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = Thread.ofPlatform().name("sockets").daemon().start(this::run);
    }

    /** @param address {@code ws://host:port/path?query} */
    public Link connect(URI address, Map<String, String> headers, Link.Listener listener) {
        try {
            var channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var link = new Link(this, channel, listener, true);
            var host = address.getHost() + ":" + address.getPort();
            var path = address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
            var request = Handshake.request(host, path, headers);
            execute(() -> {
                try {
                    var key = channel.register(selector, SelectionKey.OP_CONNECT, new Connecting(link, request));
                    link.key = key;
                    if (channel.connect(new InetSocketAddress(address.getHost(), address.getPort()))) {
                        connected(key);
                    }
                } catch (IOException e) {
                    link.end(Link.BROKEN, String.valueOf(e.getMessage()));
                }
            });
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Serves sockets: what a bare echo needs. Returns the port. */
    public int listen(Function<LinkBox, Link.Listener> listeners) {
        try {
            var server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0), 4096);
            server.configureBlocking(false);
            execute(() -> {
                try {
                    server.register(selector, SelectionKey.OP_ACCEPT, listeners);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            return ((InetSocketAddress) server.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a served socket to its listener, which is made before it. */
    public static final class LinkBox {
        private @Nullable Link link;

        public void send(String text) {
            if (link != null) {
                link.send(text);
            }
        }
    }

    private record Connecting(Link link, String request) {}

    void execute(Runnable task) {
        tasks.add(task);
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    private void run() {
        while (running) {
            try {
                selector.select();
                Runnable task;
                while ((task = tasks.poll()) != null) {
                    task.run();
                }
                var keys = selector.selectedKeys();
                for (var key : keys) {
                    serve(key);
                }
                keys.clear();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        if (key.isAcceptable()) {
            accept(key);
            return;
        }
        var link = key.attachment() instanceof Connecting c ? c.link() : (Link) key.attachment();
        try {
            if (key.isConnectable()) {
                ((SocketChannel) key.channel()).finishConnect();
                connected(key);
                return;
            }
            if (key.isWritable()) {
                link.writable();
            }
            if (key.isValid() && key.isReadable()) {
                link.readable(buffer);
            }
        } catch (IOException e) {
            link.end(Link.BROKEN, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // A listener's fault must not take the other thousands down with it.
            e.printStackTrace(System.err);
            link.end(Link.BROKEN, String.valueOf(e.getMessage()));
        }
    }

    private static void connected(SelectionKey key) {
        var connecting = (Connecting) key.attachment();
        key.attach(connecting.link());
        key.interestOps(SelectionKey.OP_READ);
        connecting.link().write(ByteBuffer.wrap(connecting.request().getBytes(ISO_8859_1)));
    }

    @SuppressWarnings("unchecked")
    private void accept(SelectionKey key) {
        try {
            var channel = ((ServerSocketChannel) key.channel()).accept();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var box = new LinkBox();
            var link = new Link(this, channel, ((Function<LinkBox, Link.Listener>) key.attachment()).apply(box), false);
            box.link = link;
            link.key = channel.register(selector, SelectionKey.OP_READ, link);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        running = false;
        selector.wakeup();
    }
}
