package com.intergalacticteacher.http.sse;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.intergalacticteacher.stream.Opening;
import com.intergalacticteacher.stream.StreamState;
import com.intergalacticteacher.stream.Streams;
import io.vertx.core.Handler;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /stories/streams}: starts a chapter or joins it, and says where it can be seen. */
public final class CreateStream implements Handler<RoutingContext> {
    private final StreamRequests requests;
    private final Opening opening;

    public CreateStream(StreamRequests requests, Opening opening) {
        this.requests = requests;
        this.opening = opening;
    }

    @Override
    public void handle(RoutingContext context) {
        requests.read(context)
                .compose(wanted -> opening.open(wanted, opened -> answer(context, opened)))
                .onFailure(context::fail);
    }

    private static void answer(RoutingContext context, Streams.Opened opened) {
        StreamState state = opened.state();
        String url = StreamUrl.of(state.streamId());
        context.response()
                .setStatusCode(opened.isNew() ? 201 : 200)
                .putHeader("Location", url)
                .putHeader("Content-Type", "application/json")
                .end(Json.encodeToBuffer(new Body(state.streamId(), state.storyId(), state.chapterNumber(), url)));
    }

    private record Body(
            @JsonProperty("stream_id") long streamId,
            @JsonProperty("story_id") long storyId,
            @JsonProperty("chapter_number") int chapterNumber,
            String url) {}
}
