/** Which part of one request took how long, and where: OpenTelemetry in this one place. Imports nothing of ours. */
@NullMarked
package com.intergalacticteacher.trace;

import org.jspecify.annotations.NullMarked;
