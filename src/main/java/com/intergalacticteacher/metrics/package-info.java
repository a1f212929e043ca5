/** The rooms' measurements as Prometheus sees them: Micrometer in this one place. */
@NullMarked
package com.intergalacticteacher.metrics;

import org.jspecify.annotations.NullMarked;
