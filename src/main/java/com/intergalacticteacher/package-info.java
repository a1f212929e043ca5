/** Entry, composition root and configuration; the only package that sees every other. */
@NullMarked
package com.intergalacticteacher;

import org.jspecify.annotations.NullMarked;
