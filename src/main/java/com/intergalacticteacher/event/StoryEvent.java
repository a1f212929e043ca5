package com.intergalacticteacher.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything a stream can say. Field names on the wire are these in snake_case. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(StoryEvent.Node.class),
    @JsonSubTypes.Type(StoryEvent.Progress.class),
    @JsonSubTypes.Type(StoryEvent.Content.class),
    @JsonSubTypes.Type(StoryEvent.Revision.class),
    @JsonSubTypes.Type(StoryEvent.SafetyCheck.class),
    @JsonSubTypes.Type(StoryEvent.Metadata.class),
    @JsonSubTypes.Type(StoryEvent.Complete.class),
    @JsonSubTypes.Type(StoryEvent.Failure.class)
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface StoryEvent {

    /** A stream ends with exactly one terminal event. */
    @JsonIgnore
    default boolean isTerminal() {
        return false;
    }

    @JsonTypeName("node")
    record Node(WorkflowNode node, NodeStatus status) implements StoryEvent {}

    @JsonTypeName("progress")
    record Progress(Step progress) implements StoryEvent {
        public record Step(String stage, String description, int percent) {}
    }

    /** {@code offset} counts the UTF-16 units of the story before {@code chunk}. */
    @JsonTypeName("content")
    record Content(String chunk, int offset) implements StoryEvent {}

    /** The story is cut back to its first {@code keep} UTF-16 units. */
    @JsonTypeName("revision")
    record Revision(int keep, String reason) implements StoryEvent {}

    /** {@code score} runs from 0, unfit, to 1, fit for a child; {@code categories} name what was objected to. */
    @JsonTypeName("safety_check")
    record SafetyCheck(Verdict status, double score, List<String> categories) implements StoryEvent {
        public SafetyCheck {
            categories = List.copyOf(categories);
        }
    }

    /** {@code estimatedReadingTime} in minutes; {@code readability} is a school grade. */
    @JsonTypeName("metadata")
    record Metadata(
            int estimatedReadingTime,
            ReadingLevel vocabularyLevel,
            List<String> educationalElements,
            int wordCount,
            double readability)
            implements StoryEvent {
        public Metadata {
            educationalElements = List.copyOf(educationalElements);
        }
    }

    @JsonTypeName("complete")
    record Complete(Told story) implements StoryEvent {
        @Override
        public boolean isTerminal() {
            return true;
        }
    }

    /** {@code message} is fit for a child's screen. */
    @JsonTypeName("error")
    record Failure(String message, ErrorCode errorCode) implements StoryEvent {
        @Override
        public boolean isTerminal() {
            return true;
        }
    }

    /** What a completed stream leaves behind: the seed's story object. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Told(
            boolean success,
            String storyContent,
            List<Choice> choices,
            @Nullable String choiceQuestion,
            List<String> educationalElements,
            int estimatedReadingTime,
            double safetyScore,
            boolean contentApproved,
            ReadingLevel vocabularyLevel,
            long storyId,
            long streamId,
            String title,
            int chapterNumber) {
        public Told {
            choices = List.copyOf(choices);
            educationalElements = List.copyOf(educationalElements);
        }
    }
}
