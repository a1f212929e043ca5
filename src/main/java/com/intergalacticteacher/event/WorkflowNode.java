package com.intergalacticteacher.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a {@code node} event speaks of: the whole workflow or one of its stages. */
public enum WorkflowNode {
    @JsonProperty("workflow")
    WORKFLOW,
    @JsonProperty("generate_content")
    GENERATE_CONTENT,
    @JsonProperty("safety_check")
    SAFETY_CHECK,
    @JsonProperty("metadata")
    METADATA
}
