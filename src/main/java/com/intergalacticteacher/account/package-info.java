/** Parents and children: who may sign in, by what token, and what is stored about them. */
@NullMarked
package com.intergalacticteacher.account;

import org.jspecify.annotations.NullMarked;
