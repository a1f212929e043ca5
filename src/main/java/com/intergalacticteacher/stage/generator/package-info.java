/** The first stage: the chapter's text. Imports {@code stream}, {@code storyteller}, {@code moderation}, {@code event}. */
@NullMarked
package com.intergalacticteacher.stage.generator;

import org.jspecify.annotations.NullMarked;
