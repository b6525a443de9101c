package io.airbranch.chat.attachment;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.parser.ParseContext;

/** What a file is, by its content alone: neither its name nor what the sender says of it is asked. */
public final class Sniffer {
    /** Bytes from the beginning that are looked at. */
    static final int HEAD = 64 * 1024;

    public static final List<String> TYPES =
            List.of("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf");

    private static final MimeTypes MAGIC = MimeTypes.getDefaultMimeTypes();

    private Sniffer() {}

    /** Empty for what we do not take. */
    static Optional<String> type(byte[] head) throws IOException {
        try (var stream = TikaInputStream.get(head)) {
            var type = MAGIC.detect(stream, new Metadata(), new ParseContext())
                    .getBaseType()
                    .toString();
            return TYPES.contains(type) ? Optional.of(type) : Optional.empty();
        }
    }
}
