/** Open responses: the edge between streams and viewers. Imports {@code stream}, {@code event} and {@code http}. */
@NullMarked
package com.intergalacticteacher.http.sse;

import org.jspecify.annotations.NullMarked;
