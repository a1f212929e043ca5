/** The fault kit: real processes, a proxy that breaks connections, and a checker that counts every letter. */
package com.intergalacticteacher.fault;
