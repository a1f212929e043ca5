package com.intergalacticteacher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import org.junit.jupiter.api.Test;

/** Whether the components that no overlay uses fit the base and the program; the Ingress has a test of its own. */
class ComponentsTest {
    @Test
    void traefik_leadsToTheService_byItsOwnTransport() {
        Pods pods = Pods.with("traefik");
        Service service = pods.all(Service.class).get(0);
        assertThat(pods.all(CustomResources.IngressRoute.class))
                .flatExtracting(route -> route.spec().routes())
                .flatExtracting(CustomResources.Route::services)
                .singleElement()
                .satisfies(target -> {
                    assertThat(target.kind()).isEqualTo(service.getKind());
                    assertThat(target.name()).isEqualTo(service.getMetadata().getName());
                    assertThat(service.getSpec().getPorts())
                            .extracting(ServicePort::getName)
                            .contains(target.port());
                    assertThat(pods.all(CustomResources.ServersTransport.class))
                            .extracting(transport -> transport.metadata().getName())
                            .containsExactly(target.serversTransport());
                });
        assertThat(OverlaysTest.config(pods).limits().trustedProxies()).isEqualTo(1);
    }

    /** A gateway that takes the service's word for it must find a program that speaks so. */
    @Test
    void h2c_isSaidByTheServiceAndSpokenByTheProgram() {
        Pods pods = Pods.with("h2c");
        assertThat(pods.all(Service.class).get(0).getSpec().getPorts())
                .singleElement()
                .satisfies(port -> {
                    assertThat(port.getAppProtocol()).isEqualTo("kubernetes.io/h2c");
                    assertThat(port.getTargetPort().getStrVal()).isEqualTo("http");
                });
        assertThat(OverlaysTest.config(pods).http().hasClearTextHttp2()).isTrue();
    }
}
