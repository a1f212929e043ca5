/** The second stage: the finished chapter's verdict. Imports {@code stream}, {@code moderation}, {@code event}. */
@NullMarked
package com.intergalacticteacher.stage.safety;

import org.jspecify.annotations.NullMarked;
