/** The vocabulary: what a stream says, to whom, and the one JSON shape it has everywhere. */
@NullMarked
package com.intergalacticteacher.event;

import org.jspecify.annotations.NullMarked;
