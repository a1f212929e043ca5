/** The program behind a real proxy, and over HTTP/2. */
package com.intergalacticteacher.proxy;
