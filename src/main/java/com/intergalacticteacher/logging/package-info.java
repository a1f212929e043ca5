/** The log's other shape. */
@NullMarked
package com.intergalacticteacher.logging;

import org.jspecify.annotations.NullMarked;
