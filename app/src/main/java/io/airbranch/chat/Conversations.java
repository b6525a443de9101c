package io.airbranch.chat;

import io.airbranch.contact.ContactEvent.Attachment;
import io.airbranch.shared.Outcome;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** What the desk tells and asks the customer's side of a chat. What is said travels as contact events. */
public interface Conversations {

    void agentTyping(UUID contact, boolean on);

    void agentRead(UUID contact, long seq);

    /** The agent's own line broke or came back; the customer is told. */
    void agentLine(UUID contact, boolean connected);

    boolean customerConnected(UUID contact);

    /** Highest event number that the customer has seen; 0 for none. */
    long customerRead(UUID contact);

    /** Highest event number that the serving colleague has seen; 0 for none. Kept over restarts. */
    long agentRead(UUID contact);

    /** What visitors call themselves, for those of the contacts whose visitor said it. Nobody has checked it: it identifies nobody. */
    Map<UUID, String> namesSaid(Collection<UUID> contacts);

    /** The first thing the customer sees of a colleague's file is the message that carries it. */
    Outcome<Attachment> attach(UUID contact, String name, InputStream content);

    Outcome<Download> download(UUID attachment);

    record Download(UUID contact, Attachment attachment, InputStream content) {}

    /** Published in-process for the desk: neither durable nor numbered. */
    sealed interface Signal {
        UUID contact();

        record CustomerTyping(UUID contact, boolean on) implements Signal {}

        record CustomerRead(UUID contact, long seq) implements Signal {}

        record CustomerLine(UUID contact, boolean connected) implements Signal {}
    }
}
