/** A story grammar: a plot, a cast and a setting become one chapter, the same one for the same seed. Pure. */
@NullMarked
package com.intergalacticteacher.storyteller.grammar;

import org.jspecify.annotations.NullMarked;
