package com.intergalacticteacher.event;

/** Why a stream ended without a story, with the words a child sees. */
public enum ErrorCode {
    WORKFLOW_ERROR("Our storyteller lost the thread of this story. Let's try again!"),
    TIMEOUT("This story took too long to tell. Let's try again!"),
    STORYTELLER_UNAVAILABLE("Our storyteller is taking a little nap. Please try again soon!"),
    UNSAFE_CONTENT("This story wandered somewhere it should not go. Let's choose a different adventure!"),
    CANCELLED("The story was stopped. You can start a new one whenever you like!"),
    INTERNAL("Something went wrong on our side. Let's try again!");

    private final String message;

    ErrorCode(String message) {
        this.message = message;
    }

    public StoryEvent.Failure event() {
        return new StoryEvent.Failure(message, this);
    }
}
