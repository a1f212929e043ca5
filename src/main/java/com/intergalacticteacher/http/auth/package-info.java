/** Who is calling: the credentials a request may carry, in the order they are tried. */
@NullMarked
package com.intergalacticteacher.http.auth;

import org.jspecify.annotations.NullMarked;
