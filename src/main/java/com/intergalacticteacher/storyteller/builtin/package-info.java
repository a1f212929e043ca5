/** The storyteller that needs no network: the grammar's chapters, told token by token at a reader's pace. */
@NullMarked
package com.intergalacticteacher.storyteller.builtin;

import org.jspecify.annotations.NullMarked;
