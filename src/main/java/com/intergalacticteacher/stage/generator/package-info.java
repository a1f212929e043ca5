/** The first stage: the chapter's text. */
@NullMarked
package com.intergalacticteacher.stage.generator;

import org.jspecify.annotations.NullMarked;
