/** Settings by name and type, and every fault in them at once. */
@NullMarked
package com.intergalacticteacher.config;

import org.jspecify.annotations.NullMarked;
