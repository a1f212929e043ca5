/** Who tells the stories: the port {@code Storyteller} and its adapters. */
@NullMarked
package com.intergalacticteacher.storyteller;

import org.jspecify.annotations.NullMarked;
