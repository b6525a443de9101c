package io.airbranch.chat.line;

import io.airbranch.chat.Conversations;
import io.airbranch.chat.attachment.Attachments;
import io.airbranch.chat.protocol.ServerFrame;
import io.airbranch.contact.ContactEvent.Attachment;
import io.airbranch.shared.Outcome;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The desk's side of a customer's line. */
@Component
class DeskConversations implements Conversations {
    private final Lines lines;
    private final ConversationRows rows;
    private final Attachments attachments;

    DeskConversations(Lines lines, ConversationRows rows, Attachments attachments) {
        this.lines = lines;
        this.rows = rows;
        this.attachments = attachments;
    }

    @Override
    public void agentTyping(UUID contact, boolean on) {
        send(contact, ServerFrame.Typing.agent(on));
    }

    @Override
    public void agentRead(UUID contact, long seq) {
        var line = lines.ofContact(contact);
        if (line == null) {
            rows.agentRead(contact, seq);
        } else if (seq > line.side().agentRead()) {
            line.side(line.side().agentRead(seq), true);
            line.send(ServerFrame.Read.agent(seq));
        }
    }

    @Override
    public void agentLine(UUID contact, boolean connected) {
        var line = lines.ofContact(contact);
        if (line != null) {
            line.agentLost(!connected);
        }
        send(contact, ServerFrame.Colleague.connected(connected));
    }

    private void send(UUID contact, ServerFrame frame) {
        var line = lines.ofContact(contact);
        if (line != null) {
            line.send(frame);
        }
    }

    @Override
    public boolean customerConnected(UUID contact) {
        var line = lines.ofContact(contact);
        return line != null && line.connected();
    }

    @Override
    public long customerRead(UUID contact) {
        var line = lines.ofContact(contact);
        return line == null ? rows.find(contact).customerRead() : line.side().customerRead();
    }

    @Override
    public long agentRead(UUID contact) {
        var line = lines.ofContact(contact);
        return line == null ? rows.find(contact).agentRead() : line.side().agentRead();
    }

    @Override
    public Map<UUID, String> namesSaid(Collection<UUID> contacts) {
        return rows.visitorNames(contacts);
    }

    @Override
    public Outcome<Attachment> attach(UUID contact, String name, InputStream content) {
        return attachments.keep(contact, name, content, false);
    }

    @Override
    public Outcome<Download> download(UUID attachment) {
        return attachments.download(attachment);
    }
}
