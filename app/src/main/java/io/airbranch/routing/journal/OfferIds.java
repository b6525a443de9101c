package io.airbranch.routing.journal;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * The engine numbers its offers; everybody else knows them by ids. Both say the same: an id (UUID version 8) is the domain's mark and
 * the number. Keys of what is told to contacts are made from the record's number, so that telling twice changes nothing.
 */
public final class OfferIds {
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long NUMBER = 0x3fff_ffff_ffff_ffffL;

    private final UUID domain;
    private final long mark;

    public OfferIds(UUID domain) {
        this.domain = domain;
        this.mark = (domain.getMostSignificantBits() & ~0xf000L) | 0x8000L;
    }

    public UUID id(long number) {
        return new UUID(mark, VARIANT | number);
    }

    public OptionalLong number(UUID id) {
        return id.getMostSignificantBits() == mark && (id.getLeastSignificantBits() & ~NUMBER) == VARIANT
                ? OptionalLong.of(id.getLeastSignificantBits() & NUMBER)
                : OptionalLong.empty();
    }

    public UUID keyOf(long seq) {
        return UUID.nameUUIDFromBytes((domain + "/" + seq).getBytes(StandardCharsets.UTF_8));
    }
}
