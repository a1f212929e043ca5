/** Open responses: the edge between streams and viewers. */
@NullMarked
package com.intergalacticteacher.http.sse;

import org.jspecify.annotations.NullMarked;
