package io.airbranch.sim.wire;

import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/** RFC 6455 frames: writing whole ones, and the header's meaning when reading. */
final class Frames {
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private Frames() {}

    /** One final frame. A client must mask, a server must not. */
    static ByteBuffer encode(int opcode, byte[] payload, boolean masked) {
        int length = payload.length;
        int extra = length < LENGTH_16 ? 0 : length <= 0xFFFF ? 2 : 8;
        var frame = ByteBuffer.allocate(2 + extra + (masked ? 4 : 0) + length);
        frame.put((byte) (FIN | opcode));
        int maskBit = masked ? MASKED : 0;
        switch (extra) {
            case 0 -> frame.put((byte) (maskBit | length));
            case 2 -> frame.put((byte) (maskBit | LENGTH_16)).putShort((short) length);
            default -> frame.put((byte) (maskBit | LENGTH_64)).putLong(length);
        }
        if (masked) {
            int mask = ThreadLocalRandom.current().nextInt();
            frame.putInt(mask);
            for (int i = 0; i < length; i++) {
                frame.put((byte) (payload[i] ^ (mask >>> (24 - 8 * (i & 3)))));
            }
        } else {
            frame.put(payload);
        }
        return frame.flip();
    }

    record Frame(boolean last, int opcode, ByteBuffer payload) {}

    /** The next whole frame out of the buffer, or null (position unchanged) while bytes are missing. */
    static @org.jspecify.annotations.Nullable Frame decode(ByteBuffer in) {
        int start = in.position();
        if (in.remaining() < 2) {
            return null;
        }
        int first = in.get();
        int second = in.get();
        long length = second & 0x7F;
        int extra = length == LENGTH_16 ? 2 : length == LENGTH_64 ? 8 : 0;
        boolean masked = (second & MASKED) != 0;
        if (in.remaining() < extra + (masked ? 4 : 0)) {
            in.position(start);
            return null;
        }
        if (extra == 2) {
            length = in.getShort() & 0xFFFF;
        } else if (extra == 8) {
            length = in.getLong();
        }
        int mask = masked ? in.getInt() : 0;
        if (in.remaining() < length) {
            in.position(start);
            return null;
        }
        var payload = new byte[Math.toIntExact(length)];
        in.get(payload);
        if (masked) {
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= (byte) (mask >>> (24 - 8 * (i & 3)));
            }
        }
        return new Frame((first & FIN) != 0, first & 0x0F, ByteBuffer.wrap(payload));
    }
}
