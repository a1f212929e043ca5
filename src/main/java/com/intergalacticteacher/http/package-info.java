/** The edge: turns HTTP into calls of the rooms behind it and their answers into JSON, by the contract; no rules of its own. */
@NullMarked
package com.intergalacticteacher.http;

import org.jspecify.annotations.NullMarked;
