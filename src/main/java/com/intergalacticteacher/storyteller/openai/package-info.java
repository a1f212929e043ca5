/** The storyteller of any server that speaks OpenAI's chat completions: prompt, exchange, and the story in the answer. */
@NullMarked
package com.intergalacticteacher.storyteller.openai;

import org.jspecify.annotations.NullMarked;
