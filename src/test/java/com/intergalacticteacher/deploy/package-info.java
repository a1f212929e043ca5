/** What an operator is handed, held against the program: manifests, image, recipes, the page about them. */
@NullMarked
package com.intergalacticteacher.deploy;

import org.jspecify.annotations.NullMarked;
