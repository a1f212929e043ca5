/** What several rooms' tests stand on. */
package com.intergalacticteacher.testing;
