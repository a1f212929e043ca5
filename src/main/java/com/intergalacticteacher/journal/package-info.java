/** The truth about every stream: an append-only log with group commit. Imports {@code event}. */
@NullMarked
package com.intergalacticteacher.journal;

import org.jspecify.annotations.NullMarked;
