package com.intergalacticteacher.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** {@code RESTARTED}: the stage runs again, after a revision or on another node. */
public enum NodeStatus {
    @JsonProperty("started")
    STARTED,
    @JsonProperty("completed")
    COMPLETED,
    @JsonProperty("paused")
    PAUSED,
    @JsonProperty("resumed")
    RESUMED,
    @JsonProperty("restarted")
    RESTARTED,
    @JsonProperty("failed")
    FAILED
}
