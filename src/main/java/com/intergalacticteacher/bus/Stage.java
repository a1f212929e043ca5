package com.intergalacticteacher.bus;

import com.intergalacticteacher.event.WorkflowNode;

/** The stages a chapter passes, in order. Each has one address, where its verticles take over the draft. */
public enum Stage {
    GENERATE_CONTENT(WorkflowNode.GENERATE_CONTENT, "generate_content", true),
    SAFETY_CHECK(WorkflowNode.SAFETY_CHECK, "safety_check", true),
    METADATA(WorkflowNode.METADATA, "metadata", false);

    private final WorkflowNode node;
    private final String id;
    private final boolean isAnnounced;

    Stage(WorkflowNode node, String id, boolean isAnnounced) {
        this.node = node;
        this.id = id;
        this.isAnnounced = isAnnounced;
    }

    public static Stage first() {
        return GENERATE_CONTENT;
    }

    public Stage next() {
        return switch (this) {
            case GENERATE_CONTENT -> SAFETY_CHECK;
            case SAFETY_CHECK -> METADATA;
            case METADATA -> throw new IllegalStateException("nothing follows " + id);
        };
    }

    public WorkflowNode node() {
        return node;
    }

    /** The stage's word in {@code progress} events. */
    public String id() {
        return id;
    }

    public String address() {
        return "stage." + id;
    }

    /** Whether {@code node} events tell of its start and completion; the seed's order has none for the last. */
    public boolean isAnnounced() {
        return isAnnounced;
    }
}
