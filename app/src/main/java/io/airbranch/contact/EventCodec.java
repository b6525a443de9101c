package io.airbranch.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.airbranch.contact.ContactEvent.*;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as they are stored: a kind and the record's fields as JSON. A kind names one shape for ever: fields may be added that may be
 * null, and a shape that changes otherwise gets a kind of its own beside the old one, such as {@code message-2}.
 */
final class EventCodec {
    private static final Map<String, Class<? extends ContactEvent>> SHAPES = Map.ofEntries(
            Map.entry("opened", Opened.class),
            Map.entry("identified", Identified.class),
            Map.entry("queued", Queued.class),
            Map.entry("offered", Offered.class),
            Map.entry("offer-ended", OfferEnded.class),
            Map.entry("joined", Joined.class),
            Map.entry("message", Message.class),
            Map.entry("note", Note.class),
            Map.entry("transferred", Transferred.class),
            Map.entry("returned", Returned.class),
            Map.entry("watching", Watching.class),
            Map.entry("stepped-in", SteppedIn.class),
            Map.entry("case-attached", CaseAttached.class),
            Map.entry("asked-solved", AskedSolved.class),
            Map.entry("confirmed", Confirmed.class),
            Map.entry("ended", Ended.class),
            Map.entry("wrapped-up", WrappedUp.class));

    // A mapper of its own: what is stored must not change with the settings of what is served.
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final Map<String, ObjectReader> readers = new HashMap<>();
    private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();

    EventCodec() {
        SHAPES.forEach((kind, shape) -> {
            readers.put(kind, JSON.readerFor(shape));
            writers.put(shape, JSON.writerFor(shape));
        });
    }

    static String kindOf(ContactEvent event) {
        return switch (event) {
            case Opened e -> "opened";
            case Identified e -> "identified";
            case Queued e -> "queued";
            case Offered e -> "offered";
            case OfferEnded e -> "offer-ended";
            case Joined e -> "joined";
            case Message e -> "message";
            case Note e -> "note";
            case Transferred e -> "transferred";
            case Returned e -> "returned";
            case Watching e -> "watching";
            case SteppedIn e -> "stepped-in";
            case CaseAttached e -> "case-attached";
            case AskedSolved e -> "asked-solved";
            case Confirmed e -> "confirmed";
            case Ended e -> "ended";
            case WrappedUp e -> "wrapped-up";
        };
    }

    byte[] write(ContactEvent event) {
        return writer(event.getClass()).writeValueAsBytes(event);
    }

    ContactEvent read(String kind, byte[] json) {
        var reader = readers.get(kind);
        if (reader == null) {
            throw new IllegalStateException(
                    "Stored event of kind '" + kind + "' is unknown. Maybe a newer version of the program wrote it");
        }
        return reader.readValue(json);
    }

    private ObjectWriter writer(Class<?> shape) {
        var writer = writers.get(shape);
        if (writer == null) {
            throw new IllegalStateException("No stored shape for " + shape.getName());
        }
        return writer;
    }
}
