/** The second stage: the finished chapter's verdict. */
@NullMarked
package com.intergalacticteacher.stage.safety;

import org.jspecify.annotations.NullMarked;
