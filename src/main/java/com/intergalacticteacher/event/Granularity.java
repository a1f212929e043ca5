package com.intergalacticteacher.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a {@code content} event waits for before it leaves. */
public enum Granularity {
    @JsonProperty("token")
    TOKEN,
    @JsonProperty("sentence")
    SENTENCE,
    @JsonProperty("paragraph")
    PARAGRAPH
}
