package io.airbranch.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A line between somebody's browser and the server that can be cut and mended: what is open breaks off, what is new is hung up on,
 * until it is mended.
 */
final class Wire implements AutoCloseable {
    private volatile int server;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    Wire(String server) {
        this();
        lead(server);
    }

    /** Leads nowhere yet. */
    Wire() {
        cut = true;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::answer);
    }

    String url() {
        return "http://localhost:" + door.getLocalPort();
    }

    void cut() {
        cut = true;
        open.forEach(Wire::hangUp);
    }

    void mend() {
        cut = false;
    }

    /** To this server from now on; whoever was connected is hung up on. */
    void lead(String to) {
        cut();
        server = URI.create(to).getPort();
        mend();
    }

    private void answer() {
        while (!door.isClosed()) {
            try {
                var near = door.accept();
                if (cut) {
                    hangUp(near);
                } else {
                    Thread.ofVirtual().start(() -> connect(near));
                }
            } catch (IOException e) {
                return; // closed: nobody calls any more
            }
        }
    }

    private void connect(Socket near) {
        try (near;
                var far = new Socket(InetAddress.getLoopbackAddress(), server)) {
            open.add(near);
            open.add(far);
            if (cut) {
                return;
            }
            var answers = Thread.ofVirtual().start(() -> carry(far, near));
            carry(near, far);
            answers.join();
        } catch (IOException e) {
            hangUp(near);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(near);
        }
    }

    private void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            hangUp(to);
        } finally {
            open.remove(from);
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
