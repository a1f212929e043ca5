/** Who tells the stories: the port {@code Storyteller} and its adapters. Imports the vocabulary in {@code event}. */
@NullMarked
package com.intergalacticteacher.storyteller;

import org.jspecify.annotations.NullMarked;
