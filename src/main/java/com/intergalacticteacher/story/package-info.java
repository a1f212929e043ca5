/** Stories and their chapters: the library, the themes, and what a next chapter is told from. */
@NullMarked
package com.intergalacticteacher.story;

import org.jspecify.annotations.NullMarked;
