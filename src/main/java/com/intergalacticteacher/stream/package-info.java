/**
 * Writing, reading, opening, claiming, pausing and cancelling streams: the only room that touches both the journal and
 * the streams' addresses.
 */
@NullMarked
package com.intergalacticteacher.stream;

import org.jspecify.annotations.NullMarked;
