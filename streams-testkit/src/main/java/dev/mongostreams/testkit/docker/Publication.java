package dev.mongostreams.testkit.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.util.List;
import java.util.Objects;

/**
 * A port of a container and where this machine finds it. Only on the loopback address: the servers
 * ask nobody for a password.
 *
 * @param inside the port the member listens on and is named by
 * @param outside the port of this machine; the same unless a proxy listens there
 */
record Publication(int inside, int outside) {
  static void publish(CreateContainerCmd command, List<Publication> ports) {
    HostConfig config = Objects.requireNonNull(command.getHostConfig());
    config.withPortBindings(
        ports.stream()
            .map(
                port ->
                    new PortBinding(
                        Ports.Binding.bindIpAndPort("127.0.0.1", port.outside),
                        ExposedPort.tcp(port.inside)))
            .toList());
    command.withExposedPorts(ports.stream().map(port -> ExposedPort.tcp(port.inside)).toList());
  }
}
