package io.airbranch.shared.store;

import io.airbranch.shared.Ids;
import io.airbranch.shared.Outcome;
import io.airbranch.shared.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The default object store: one file per object below a folder, spread over 256 folders. Written beside, flushed, then renamed. */
final class FileObjectStore implements ObjectStore {
    private static final Logger log = LoggerFactory.getLogger(FileObjectStore.class);
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{2}/[0-9a-f-]{36}");
    private static final int CHUNK = 64 * 1024;

    private final Path root;
    private final Ids ids;

    FileObjectStore(Path root, Ids ids) {
        this.root = root;
        this.ids = ids;
    }

    @Override
    public Outcome<Stored> put(InputStream content, long limit) throws IOException {
        var id = ids.next().toString();
        // The end of a time-ordered id is its random part.
        var key = id.substring(id.length() - 2) + "/" + id;
        var target = root.resolve(key);
        var temporary = root.resolve(key + ".part");
        try {
            var size = copy(content, limit, temporary);
            if (size > limit) {
                return Outcome.refused(Refusal.tooLarge(
                        "object.too-large",
                        "The file is larger than " + limit + " bytes. Send a smaller one",
                        "limit",
                        limit));
            }
            disk(() -> Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE));
            return Outcome.done(new Stored(key, size));
        } catch (StorageException e) {
            log.error("An object could not be stored in {}", root, e);
            return Outcome.refused(Refusal.unavailable(
                    "storage.full",
                    "The file could not be stored because the centre's storage is full or broken. Try again later"));
        } finally {
            discard(temporary);
        }
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            log.debug("{} could not be removed; it is never read", temporary, e);
        }
    }

    /** Returns how much was read; more than the limit means that it stopped there. */
    private static long copy(InputStream content, long limit, Path file) throws IOException {
        disk(() -> Files.createDirectories(file.getParent()));
        var out = disk(() -> FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        try (out) {
            long size = 0;
            var chunk = new byte[CHUNK];
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                size += read;
                if (size > limit) {
                    return size;
                }
                var bytes = ByteBuffer.wrap(chunk, 0, read);
                while (bytes.hasRemaining()) {
                    disk(() -> out.write(bytes));
                }
            }
            disk(() -> {
                out.force(true);
                return out;
            });
            return size;
        }
    }

    @Override
    public Optional<InputStream> open(String key) {
        try {
            return Optional.of(Files.newInputStream(path(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Object " + key + " cannot be read", e);
        }
    }

    @Override
    public void delete(String key) {
        try {
            Files.deleteIfExists(path(key));
        } catch (IOException e) {
            throw new UncheckedIOException("Object " + key + " cannot be deleted", e);
        }
    }

    private Path path(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("'" + key + "' is no key of this store");
        }
        return root.resolve(key);
    }

    private interface DiskWork<T> {
        T run() throws IOException;
    }

    /** Tells a fault of the disk from a fault of the incoming stream. */
    private static <T> T disk(DiskWork<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new StorageException(e);
        }
    }

    private static final class StorageException extends RuntimeException {
        private static final long serialVersionUID = 1;

        StorageException(IOException cause) {
            super(cause);
        }
    }
}
