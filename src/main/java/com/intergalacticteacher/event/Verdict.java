package com.intergalacticteacher.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the safety stage says of a chapter. */
public enum Verdict {
    @JsonProperty("approved")
    APPROVED,
    @JsonProperty("rejected")
    REJECTED
}
