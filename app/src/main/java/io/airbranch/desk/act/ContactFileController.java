package io.airbranch.desk.act;

import io.airbranch.chat.Conversations;
import io.airbranch.chat.Conversations.Download;
import io.airbranch.contact.ContactEvent.Attachment;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files of conversations, for colleagues. What came from outside never runs in the console's origin. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "attachments", description = "Images and PDF of conversations, to 10 MB")
class ContactFileController {
    private final Reach reach;
    private final Conversations conversations;

    ContactFileController(Reach reach, Conversations conversations) {
        this.reach = reach;
        this.conversations = conversations;
    }

    @PostMapping(path = "/contacts/{id}/attachments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Upload a file; the customer sees it with the line that carries it")
    Attachment upload(@PathVariable UUID id, @RequestParam MultipartFile file) throws IOException {
        var contact = reach.write(id).orElseThrow();
        try (var content = file.getInputStream()) {
            return conversations
                    .attach(contact.id(), Objects.requireNonNullElse(file.getOriginalFilename(), "file"), content)
                    .orElseThrow();
        }
    }

    @GetMapping("/attachments/{id}")
    @Operation(summary = "A file's bytes, to be saved, never shown inline")
    ResponseEntity<InputStreamResource> download(@PathVariable UUID id) throws IOException {
        var download = conversations.download(id).orElseThrow();
        if (!reach.read(download.contact()).isDone()) {
            download.content().close();
            reach.read(download.contact()).orElseThrow();
        }
        return answer(download);
    }

    private static ResponseEntity<InputStreamResource> answer(Download download) {
        var file = download.attachment();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.type()))
                .contentLength(file.size())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .body(new InputStreamResource(download.content()));
    }
}
