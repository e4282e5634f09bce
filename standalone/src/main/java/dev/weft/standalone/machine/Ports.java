package dev.weft.standalone.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Looks at TCP ports before a server takes them, since a broker that finds its port taken halts the JVM. */
public final class Ports {
    private static final int ANY = 0;
    private static final int HIGHEST = 65_535;

    private Ports() {}

    /** Whether a server could listen on the port now. */
    public static boolean isFree(String host, int port) {
        InetSocketAddress address = address(host, port);
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** @return a port that nothing listens on now */
    public static int anyFree(String host) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address(host, ANY));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartException("Expected a free port on " + host + ", but found none: " + e.getMessage(), e);
        }
    }

    /** @return the port, if it is free, else another one that is */
    public static int freeOrAny(String host, int preferred) {
        return isFree(host, preferred) ? preferred : anyFree(host);
    }

    /**
     * Refuses a port that is taken.
     *
     * @param purpose what the port is for, as it reads after "for"
     * @param option the command line option that chooses another
     * @throws StartException if something listens on the port, or there is no such port or host
     */
    public static void requireFree(String host, int port, String purpose, String option) {
        if (port < 1 || port > HIGHEST) {
            throw new StartException(
                    "Expected %s to be a port from 1 to %d, but it is %d.".formatted(option, HIGHEST, port));
        }
        if (!isFree(host, port)) {
            throw new StartException(
                    "Expected port %d on %s to be free for %s, but it is in use: stop what uses it, or choose another with %s."
                            .formatted(port, host, purpose, option));
        }
    }

    private static InetSocketAddress address(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new StartException("Expected '" + host + "' to be an address of this machine, but it is unknown.", e);
        }
    }
}
