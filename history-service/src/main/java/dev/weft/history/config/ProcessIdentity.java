package dev.weft.history.config;

import java.nio.file.Path;

/**
 * This instance of the service.
 *
 * @param instanceId unique in the cluster
 * @param stateDirectory for local state, the same at every start of the instance
 */
public record ProcessIdentity(String instanceId, Path stateDirectory) {}
