/** Which part of one request took how long, and where: OpenTelemetry in this one place. */
@NullMarked
package com.intergalacticteacher.trace;

import org.jspecify.annotations.NullMarked;
