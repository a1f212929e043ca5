/** Every address of the event bus, the stages' order and the codecs: local, never on a wire. */
@NullMarked
package com.intergalacticteacher.bus;

import org.jspecify.annotations.NullMarked;
