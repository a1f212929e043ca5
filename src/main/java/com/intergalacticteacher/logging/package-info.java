/** The log's other shape. Imports nothing of ours. */
@NullMarked
package com.intergalacticteacher.logging;

import org.jspecify.annotations.NullMarked;
