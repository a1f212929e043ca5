/** The edge: translates between HTTP and the rooms behind it. */
@NullMarked
package com.intergalacticteacher.http;

import org.jspecify.annotations.NullMarked;
