package io.airbranch.sim.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of text frames. Sending may be called from any thread and never waits; the listener is called on the loop's thread and
 * must not wait either.
 */
public final class Link {

    /** What the socket's owner hears. */
    public interface Listener {
        void opened();

        void text(String text);

        /** Once, also when it never opened. 1006: the line broke without a close frame; 0 to 599: HTTP status of a refused upgrade. */
        void closed(int code, String reason);
    }

    public static final int BROKEN = 1006;

    private enum State {
        HANDSHAKE,
        OPEN,
        CLOSED
    }

    private final Loop loop;
    private final SocketChannel channel;
    private final Listener listener;
    private final boolean client;
    private final ArrayDeque<ByteBuffer> out = new ArrayDeque<>();
    private volatile State state = State.HANDSHAKE;
    private byte @Nullable [] partial;
    private @Nullable ByteArrayOutputStream fragments;

    @Nullable SelectionKey key;

    Link(Loop loop, SocketChannel channel, Listener listener, boolean client) {
        this.loop = loop;
        this.channel = channel;
        this.listener = listener;
        this.client = client;
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    public void send(String text) {
        write(Frames.encode(Frames.TEXT, text.getBytes(UTF_8), client));
    }

    /** Says goodbye properly. */
    public void close(int code, String reason) {
        write(closeFrame(code, reason));
    }

    /** The line breaks: no goodbye, as when a cable is pulled (the other side gets a reset). */
    public void breakLine() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException | UnsupportedOperationException e) {
            // The close below is what counts.
        }
        loop.execute(() -> end(BROKEN, "broken by us"));
    }

    private ByteBuffer closeFrame(int code, String reason) {
        var text = reason.getBytes(UTF_8);
        var payload =
                ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text);
        return Frames.encode(Frames.CLOSE, payload.array(), client);
    }

    void write(ByteBuffer bytes) {
        boolean more;
        synchronized (out) {
            if (state == State.CLOSED) {
                return;
            }
            if (out.isEmpty()) {
                try {
                    channel.write(bytes);
                } catch (IOException e) {
                    loop.execute(() -> end(BROKEN, String.valueOf(e.getMessage())));
                    return;
                }
            }
            more = bytes.hasRemaining();
            if (more) {
                out.add(bytes);
            }
        }
        if (more) {
            loop.execute(() -> interest(SelectionKey.OP_READ | SelectionKey.OP_WRITE));
        }
    }

    void writable() throws IOException {
        synchronized (out) {
            while (!out.isEmpty()) {
                channel.write(out.peek());
                if (out.peek().hasRemaining()) {
                    return;
                }
                out.remove();
            }
        }
        interest(SelectionKey.OP_READ);
    }

    private void interest(int ops) {
        var k = key;
        if (k != null && k.isValid()) {
            k.interestOps(ops);
        }
    }

    /** Reads what is there through the loop's shared buffer; only an unfinished frame is kept per socket. */
    void readable(ByteBuffer shared) throws IOException {
        shared.clear();
        if (partial != null) {
            if (partial.length > shared.capacity() / 2) {
                throw new IOException("frame of more than " + partial.length + " bytes");
            }
            shared.put(partial);
            partial = null;
        }
        int n = channel.read(shared);
        shared.flip();
        if (state == State.HANDSHAKE && !handshake(shared)) {
            keep(shared);
            if (n < 0) {
                end(BROKEN, "closed in handshake");
            }
            return;
        }
        Frames.Frame frame;
        while (state == State.OPEN && (frame = Frames.decode(shared)) != null) {
            receive(frame);
        }
        if (state == State.CLOSED) {
            return;
        }
        keep(shared);
        if (n < 0) {
            end(BROKEN, "end of stream");
        }
    }

    private void keep(ByteBuffer shared) {
        if (shared.hasRemaining()) {
            partial = new byte[shared.remaining()];
            shared.get(partial);
        }
    }

    private void receive(Frames.Frame frame) throws IOException {
        switch (frame.opcode()) {
            case Frames.TEXT, Frames.CONTINUATION -> {
                if (frame.last() && fragments == null) {
                    listener.text(UTF_8.decode(frame.payload()).toString());
                    return;
                }
                if (fragments == null) {
                    fragments = new ByteArrayOutputStream();
                }
                fragments.write(frame.payload().array());
                if (frame.last()) {
                    var text = fragments.toString(UTF_8);
                    fragments = null;
                    listener.text(text);
                }
            }
            case Frames.PING -> write(Frames.encode(Frames.PONG, frame.payload().array(), client));
            case Frames.CLOSE -> {
                var payload = frame.payload();
                int code = payload.remaining() >= 2 ? payload.getShort() & 0xFFFF : 1005;
                var reason = UTF_8.decode(payload).toString();
                write(closeFrame(code == 1005 ? 1000 : code, ""));
                end(code, reason);
            }
            default -> {}
        }
    }

    /** True when the upgrade is done; what follows in the buffer are frames. */
    private boolean handshake(ByteBuffer in) {
        var text = ISO_8859_1.decode(in.duplicate()).toString();
        int headEnd = text.indexOf("\r\n\r\n");
        if (headEnd < 0) {
            return false;
        }
        in.position(in.position() + headEnd + 4);
        var head = text.substring(0, headEnd);
        if (client) {
            int status = Integer.parseInt(head.substring(9, 12));
            if (status != 101) {
                end(status, text.substring(headEnd + 4));
                return true;
            }
        } else {
            write(ByteBuffer.wrap(Handshake.answer(head).getBytes(ISO_8859_1)));
        }
        state = State.OPEN;
        listener.opened();
        return true;
    }

    void end(int code, String reason) {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        if (key != null) {
            key.cancel();
        }
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone either way.
        }
        listener.closed(code, reason);
    }
}
