package io.airbranch.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.airbranch.chat.attachment.UploadSweep;
import io.airbranch.contact.ContactEvent.Ended;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Files of customers: sniffed, limited, seen within their conversation alone, given out as downloads. */
@ChatTest
class AttachmentTests extends ChatWorld {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int LIMIT = 10 * 1024 * 1024;

    @Autowired
    UploadSweep sweep;

    @Test
    void pictureIsKeptCarriedByALineAndGivenOutAsADownload() throws Exception {
        var page = greeted();
        var contact = page.start("看图");
        var answer = upload(page, contact, "../../账单.html", png(2_000), "zh");
        assertThat(answer.statusCode()).isEqualTo(201);
        var attachment = json(answer);
        assertThat(attachment.get("type").stringValue()).isEqualTo("image/png");
        assertThat(attachment.get("name").stringValue()).isEqualTo("账单.html");
        page.send("{\"type\":\"say\",\"id\":\"0192f000-0000-7000-8000-000000000021\",\"attachment\":"
                + attachment.get("id") + "}");
        var line = page.await("event", f -> f.has("attachment"));
        assertThat(line.get("attachment").get("size").longValue()).isEqualTo(2_000);
        var file = download(page, attachment.get("id").stringValue());
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo(png(2_000));
        assertThat(file.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(file.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox");
    }

    @Test
    void fileThatWasNeverSentIsRemovedADayLaterOnceItsConversationIsOver() throws Exception {
        var page = greeted();
        var contact = page.start("看图");
        var sent = json(upload(page, contact, "sent.png", png(100), "zh"))
                .get("id")
                .stringValue();
        var unsent = json(upload(page, contact, "unsent.png", png(100), "zh"))
                .get("id")
                .stringValue();
        var id = Page.id();
        page.send(Page.JSON
                .createObjectNode()
                .put("type", "say")
                .put("id", id.toString())
                .put("attachment", sent)
                .toString());
        page.awaitAnswer("ack", id);
        sweep.sweep();
        assertThat(download(page, unsent).statusCode())
                .as("it may still be sent")
                .isEqualTo(200);
        append(contact, new Ended(Ended.Reason.CUSTOMER, null));
        sweep.sweep();
        assertThat(download(page, unsent).statusCode())
                .as("it is not a day old")
                .isEqualTo(200);
        clock.advance(Duration.ofHours(25));
        sweep.sweep();
        assertThat(files("id = '" + unsent + "'")).isZero();
        assertThat(files("id = '" + sent + "' and sent")).isOne();
        sweep.sweep();
        assertThat(files("id = '" + sent + "'")).as("what was sent stays").isOne();
    }

    private long files(String which) {
        return JdbcClient.create(database.owner())
                .sql("select count(*) from chat.attachment where " + which)
                .query(Long.class)
                .single();
    }

    @Test
    void othersFindNothingThere() throws Exception {
        var page = greeted();
        var contact = page.start("看图");
        var id = json(upload(page, contact, "a.png", png(100), "zh")).get("id").stringValue();
        var stranger = greeted();
        assertThat(download(stranger, id).statusCode()).isEqualTo(404);
        assertThat(upload(stranger, contact, "a.png", png(100), "zh").statusCode())
                .isEqualTo(404);
        var foreign = page(widget(StandIns.OTHER_BANK).key());
        foreign.hello("zh", null);
        assertThat(download(foreign, id).statusCode()).isEqualTo(404);
        stranger.start("我的");
        stranger.send(
                "{\"type\":\"say\",\"id\":\"0192f000-0000-7000-8000-000000000022\",\"attachment\":\"" + id + "\"}");
        assertThat(stranger.await("refused").get("code").stringValue()).isEqualTo("attachment.unknown");
    }

    @Test
    void programNamedAsAPictureAndDrawingsWithScriptsAreRefusedInTheVisitorsLanguage() throws Exception {
        var page = greeted();
        var contact = page.start("看图");
        var program = new byte[4_000];
        program[0] = 'M';
        program[1] = 'Z';
        var refused = upload(page, contact, "holiday.png", program, "en");
        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(json(refused).get("detail").stringValue()).startsWith("This kind of file is not accepted");
        var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"
                .getBytes(StandardCharsets.UTF_8);
        var drawing = upload(page, contact, "a.svg", svg, "zh");
        assertThat(drawing.statusCode()).isEqualTo(415);
        assertThat(json(drawing).get("detail").stringValue()).startsWith("不支持该文件类型");
        assertThat(upload(page, contact, "a.png", "<html>".getBytes(StandardCharsets.UTF_8), "zh")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void tenMegabytesFitAndOneByteMoreDoesNot() throws Exception {
        var page = greeted();
        var contact = page.start("看图");
        assertThat(upload(page, contact, "a.png", png(LIMIT), "zh").statusCode())
                .isEqualTo(201);
        var refused = upload(page, contact, "a.png", png(LIMIT + 1), "en");
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(json(refused).get("detail").stringValue()).contains("at most 10 MB");
    }

    @Test
    void pagesThatCarryAWidgetMayAskAcrossOriginsAndNoOthers() throws Exception {
        widget();
        var allowed = preflight(ORIGIN);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).hasValue(ORIGIN);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("Authorization");
        assertThat(preflight("https://evil.example").headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    /** The first bytes of a real picture, then nothing. */
    private static byte[] png(int size) {
        var bytes = new byte[size];
        byte[] head = {
            (byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 6
        };
        Arrays.fill(bytes, (byte) 7);
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    private HttpResponse<byte[]> preflight(String origin) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(uri("/api/v1/chat/attachments/" + ids.next()))
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "GET")
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> upload(Page page, UUID contact, String name, byte[] content, String language)
            throws IOException, InterruptedException {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return HTTP.send(
                HttpRequest.newBuilder(uri("/api/v1/chat/conversations/" + contact + "/attachments"))
                        .header("Authorization", "Visitor " + page.token())
                        .header("Accept-Language", language)
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> download(Page page, String id) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(uri("/api/v1/chat/attachments/" + id))
                        .header("Authorization", "Visitor " + page.token())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return Page.JSON.readTree(answer.body());
    }
}
