package com.intergalacticteacher;

import com.intergalacticteacher.account.DemoParent;
import org.slf4j.LoggerFactory;

/** What a person sees who starts the program: where it is, who may sign in, and a line to paste. */
final class Banner {
    private Banner() {}

    /** Where a program reads the log it is one line like any other. */
    static void print(AppConfig config, int port, int managementPort, boolean isDemo) {
        String url = (config.http().certificate() == null ? "http" : "https") + "://localhost:" + port;
        if (config.log().format() == LogConfig.Format.JSON) {
            LoggerFactory.getLogger(Banner.class).info("Page {}/, probes on port {}", url, managementPort);
            return;
        }
        StringBuilder text = new StringBuilder("\n  Intergalactic Teacher is telling stories.\n\n");
        line(text, "Page", url + "/");
        line(text, "API", url + "/openapi.yaml");
        line(text, "Health", "http://localhost:" + managementPort + "/health/ready");
        line(text, "Stories by", config.storyteller().server() == null ? "the built-in storyteller" : "a model");
        if (isDemo) {
            line(text, "Sign in as", DemoParent.EMAIL + " / " + DemoParent.PASSWORD + "  (child 1)");
            text.append("\n  Hear one here:\n\n").append(curl(url)).append('\n');
        }
        System.out.println(text);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("  %-12s%s%n", name, value));
    }

    private static String curl(String url) {
        String credentials = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(DemoParent.EMAIL, DemoParent.PASSWORD);
        String token = "$(curl -s %s/api/v1/auth/login -H 'Content-Type: application/json' -d '%s' | %s)"
                .formatted(url, credentials, "sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/'");
        return "  curl -N -H \"Authorization: Bearer %s\" \"%s/api/v1/stories/generate/stream?child_id=%d&theme=space\"%n"
                .formatted(token, url, DemoParent.CHILD_ID);
    }
}
