package com.intergalacticteacher.deploy;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;

/** Of resources that no library describes: the fields in use here, as their definitions have them, and no others. */
final class CustomResources {
    private CustomResources() {}

    /** CloudNativePG. */
    record Cluster(String apiVersion, String kind, ObjectMeta metadata, ClusterSpec spec) {}

    record ClusterSpec(
            int instances,
            String imageName,
            Bootstrap bootstrap,
            Postgresql postgresql,
            Storage storage,
            Storage walStorage,
            ResourceRequirements resources,
            Affinity affinity) {}

    record Bootstrap(Initdb initdb) {}

    record Initdb(String database, String owner) {}

    record Postgresql(Synchronous synchronous, Map<String, String> parameters) {}

    record Synchronous(String method, int number, String dataDurability) {}

    record Storage(String size) {}

    record Affinity(boolean enablePodAntiAffinity, String topologyKey, String podAntiAffinityType) {}

    /** Traefik. */
    record IngressRoute(String apiVersion, String kind, ObjectMeta metadata, IngressRouteSpec spec) {}

    record IngressRouteSpec(List<String> entryPoints, List<Route> routes, RouteTls tls) {}

    record Route(String kind, String match, List<RouteService> services) {}

    record RouteService(String kind, String name, String port, boolean passHostHeader, String serversTransport) {}

    record RouteTls(String secretName) {}

    record ServersTransport(String apiVersion, String kind, ObjectMeta metadata, ServersTransportSpec spec) {}

    record ServersTransportSpec(boolean disableHTTP2, ForwardingTimeouts forwardingTimeouts) {}

    record ForwardingTimeouts(String dialTimeout, String responseHeaderTimeout) {}
}
