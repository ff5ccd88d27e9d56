package io.contentjobs.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The contract: {@code /openapi.yaml} for programs, {@code /docs} for people. Nothing of it comes from another host. */
final class DocsRoutes {
    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/";
    private static final String SWAGGER_UI_VERSION = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String JAVASCRIPT = "text/javascript;charset=utf-8";
    private static final String CSS = "text/css;charset=utf-8";

    private DocsRoutes() {}

    static List<HttpRoute> all() {
        return List.of(
                get("/openapi.yaml", () -> own("openapi.yaml", "application/yaml")),
                get("/docs", () -> own("index.html", "text/html;charset=utf-8").asPage()),
                get("/docs/docs.js", () -> own("docs.js", JAVASCRIPT)),
                get("/docs/swagger-ui-bundle.js", () -> swaggerUi("swagger-ui-bundle.js", JAVASCRIPT)),
                get("/docs/swagger-ui.css", () -> swaggerUi("swagger-ui.css", CSS)));
    }

    private static HttpReply own(String name, String contentType) {
        return HttpReply.ofResource(DocsRoutes.class, "docs/" + name, contentType);
    }

    private static HttpReply swaggerUi(String name, String contentType) {
        return HttpReply.ofResource(DocsRoutes.class, SWAGGER_UI + version() + "/" + name, contentType);
    }

    private static String version() {
        try (InputStream properties = DocsRoutes.class.getResourceAsStream(SWAGGER_UI_VERSION)) {
            if (properties == null) {
                throw new IllegalStateException("There is no " + SWAGGER_UI_VERSION + " on the class path");
            }
            Properties read = new Properties();
            read.load(properties);
            return read.getProperty("version");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static HttpRoute get(String path, Loading loading) {
        return HttpRoute.get(path, new Once(loading));
    }

    /** Reads what a route answers. */
    private interface Loading {
        HttpReply load();
    }

    /** Reads it when somebody asks for the first time: few do, and a start need not wait for two megabytes. */
    private static final class Once implements Function<HttpCall, HttpReply> {
        private final Loading loading;
        private volatile @Nullable HttpReply loaded;

        Once(Loading loading) {
            this.loading = loading;
        }

        @Override
        public HttpReply apply(HttpCall call) {
            HttpReply reply = loaded;
            if (reply == null) {
                reply = loading.load();
                loaded = reply;
            }
            return reply;
        }
    }
}
