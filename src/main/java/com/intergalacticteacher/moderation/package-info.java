/** What is fit for a child: the streaming screen and the port {@code Moderator}. */
@NullMarked
package com.intergalacticteacher.moderation;

import org.jspecify.annotations.NullMarked;
