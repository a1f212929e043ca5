/** PostgreSQL: one that is given by its URL or one that comes with the program, its schema and its pool. */
@NullMarked
package com.intergalacticteacher.database;

import org.jspecify.annotations.NullMarked;
