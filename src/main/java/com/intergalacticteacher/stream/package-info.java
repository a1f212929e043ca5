/**
 * Writing, reading, opening, claiming, pausing and cancelling streams: the only room that touches both the journal and
 * the streams' addresses. Imports {@code journal}, {@code bus}, {@code event}.
 */
@NullMarked
package com.intergalacticteacher.stream;

import org.jspecify.annotations.NullMarked;
