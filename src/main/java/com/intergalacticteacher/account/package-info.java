/** Parents, their passwords, tokens and tickets, and their children, with the SQL of each. */
@NullMarked
package com.intergalacticteacher.account;

import org.jspecify.annotations.NullMarked;
