/** Chapters being told: opening, joining, claiming, writing and reading them. */
@NullMarked
package com.intergalacticteacher.stream;

import org.jspecify.annotations.NullMarked;
