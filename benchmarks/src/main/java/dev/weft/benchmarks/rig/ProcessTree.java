package dev.weft.benchmarks.rig;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that was started by the launcher, which becomes the JVM. Figures come from {@code /proc}. */
public final class ProcessTree implements AutoCloseable {
    /** Linux reports CPU time in hundredths of a second to every program. */
    private static final double TICKS_PER_SECOND = 100;

    private final Process process;

    private ProcessTree(Process process) {
        this.process = process;
    }

    public static ProcessTree start(List<String> command, Path directory, File log) throws IOException {
        return new ProcessTree(new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** CPU time of user and system so far, in seconds. */
    public double cpuSeconds() {
        String stat = read("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** Resident memory now, in MiB. */
    public double residentMebibytes() {
        return status("VmRSS:");
    }

    /** The most resident memory so far, in MiB. */
    public double peakMebibytes() {
        return status("VmHWM:");
    }

    /** {@code kill -9}, and waits until the process is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private double status(String name) {
        return read("status")
                        .lines()
                        .filter(line -> line.startsWith(name))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                / 1024.0;
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Expected the figures of process " + process.pid() + " in /proc, but they cannot be read", e);
        }
    }
}
