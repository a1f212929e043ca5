/** The truth about every stream: an append-only log with group commit. */
@NullMarked
package com.intergalacticteacher.journal;

import org.jspecify.annotations.NullMarked;
