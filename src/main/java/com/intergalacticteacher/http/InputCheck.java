package com.intergalacticteacher.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts fields of a request before the screen, and refuses the request where it objects to any. */
public final class InputCheck {
    private final InputScreen screen;

    public InputCheck(InputScreen screen) {
        this.screen = screen;
    }

    /** Of texts and lists of texts, those that were sent. Throws {@code UNSAFE_INPUT}, naming every bad one. */
    public void check(Input input, int age, String language, String... fields) {
        List<FieldError> errors = new ArrayList<>();
        for (String field : fields) {
            List<String> several = input.textsOrNull(field);
            if (several == null) {
                check(field, input.textOrNull(field), age, language, errors);
                continue;
            }
            for (int i = 0; i < several.size(); i++) {
                check(field + "[" + i + "]", several.get(i), age, language, errors);
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.of(ProblemCode.UNSAFE_INPUT, errors).exception();
        }
    }

    private void check(String field, @Nullable String text, int age, String language, List<FieldError> errors) {
        if (text != null) {
            screen.objection(text, age, language)
                    .ifPresent(expected -> errors.add(FieldError.of(field, text, expected)));
        }
    }
}
