/** The last stage: how long it takes to read and how hard it is. */
@NullMarked
package com.intergalacticteacher.stage.metadata;

import org.jspecify.annotations.NullMarked;
