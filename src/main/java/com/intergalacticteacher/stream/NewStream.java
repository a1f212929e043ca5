package com.intergalacticteacher.stream;

import com.intergalacticteacher.event.Brief;
import com.intergalacticteacher.event.EventJson;
import com.intergalacticteacher.event.Granularity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A request for a chapter.
 *
 * @param storyId the story to continue; null for a new one
 * @param choice the number of the choice taken
 * @param trace what the telling is part of; null: nothing is traced
 */
public record NewStream(
        long parentId,
        long childId,
        @Nullable Long storyId,
        Brief brief,
        Granularity granularity,
        @Nullable Integer choice,
        @Nullable String trace) {

    /** The same for the same request: child, story, chapter, title, theme, choice and idea. */
    byte[] fingerprint() {
        String request = EventJson.encode(Arrays.asList(
                childId, storyId, brief.chapterNumber(), brief.title(), brief.theme(), choice, brief.idea()));
        try {
            return MessageDigest.getInstance("SHA-256").digest(request.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
