package com.intergalacticteacher;

import com.intergalacticteacher.config.ConfigurationException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The program: reads its configuration, runs until SIGTERM or SIGINT, closes in order. */
public final class Main {
    private static final int STATUS_FAILED = 1;
    /** EX_CONFIG of sysexits.h. */
    private static final int STATUS_CONFIGURATION = 78;
    /** Longer than draining may take; an orchestrator's own patience usually ends before. */
    private static final int CLOSE_MINUTES = 15;

    private final CompletableFuture<Application> application = new CompletableFuture<>();

    private Main() {}

    /** Exit status 0 after a signal, 1 if it cannot start, 78 if its configuration is at fault. */
    public static void main(String[] arguments) {
        int status = new Main().start(System.getenv(), Path.of(""));
        if (status != 0) {
            System.exit(status);
        }
    }

    private int start(Map<String, String> environment, Path folder) {
        try {
            return start(AppConfig.read(environment, folder));
        } catch (ConfigurationException e) {
            e.faults().forEach(System.err::println);
            return STATUS_CONFIGURATION;
        }
    }

    private int start(AppConfig config) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeOnSignal, "close"));
        // Before the first logger is made: logback reads it then.
        config.log().apply();
        LoggerFactory.getLogger(Main.class).info("Starting with {}", config.effective());
        Optional<String> fault = Ports.fault(config.http());
        if (fault.isPresent()) {
            application.completeExceptionally(new IllegalStateException(fault.get()));
        } else {
            launch(config);
        }
        try {
            application.get();
            LoggerFactory.getLogger(Main.class)
                    .info("Started as {}", config.stream().nodeName());
            return 0;
        } catch (ExecutionException e) {
            return failed(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return STATUS_FAILED;
        }
    }

    /** Whatever happens the future is completed: the hook waits for it. Vert.x throws if a signal came just before. */
    private void launch(AppConfig config) {
        try {
            Application.start(config).onSuccess(application::complete).onFailure(application::completeExceptionally);
        } catch (RuntimeException e) {
            application.completeExceptionally(e);
        }
    }

    private static int failed(@Nullable Throwable failure) {
        String sentence = failure == null ? null : failure.getMessage();
        System.err.println("Cannot start: " + (sentence == null ? failure : sentence));
        return STATUS_FAILED;
    }

    /**
     * The signal's default status would be 143; halting here says 0. A signal during the start waits for it, so that
     * nothing half started is left behind. After a failed start there is nothing to close and the status stands.
     */
    private void closeOnSignal() {
        boolean isStarting = !application.isDone();
        try {
            Application running = application.get(CLOSE_MINUTES, TimeUnit.MINUTES);
            running.close().toCompletionStage().toCompletableFuture().get(CLOSE_MINUTES, TimeUnit.MINUTES);
            Runtime.getRuntime().halt(0);
        } catch (ExecutionException e) {
            if (isStarting) {
                Runtime.getRuntime().halt(0); // the signal has cut the start short, and what was there is closed
            }
            if (!application.isCompletedExceptionally()) {
                System.err.println("Did not close in order: " + e.getCause());
                Runtime.getRuntime().halt(STATUS_FAILED);
            }
        } catch (InterruptedException | TimeoutException e) {
            System.err.println("Did not close within " + CLOSE_MINUTES + " minutes");
            Runtime.getRuntime().halt(STATUS_FAILED);
        }
    }
}
