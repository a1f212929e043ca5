// The simulated browser would really send it, to a server that is not there.
navigator.sendBeacon = () => true;
