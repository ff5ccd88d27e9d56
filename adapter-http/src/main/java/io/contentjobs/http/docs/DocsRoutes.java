package io.contentjobs.http.docs;

import io.contentjobs.http.routes.Replies;
import io.contentjobs.http.routes.StaticContent;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The documents of the contract: {@code /openapi.yaml}, the page {@code /docs} and the client module {@code
 * /client/content-jobs.js}. The page loads nothing from other hosts. The content is read at the first request, because it
 * has two megabytes and few clients need it.
 */
public final class DocsRoutes {
    private static final String OWN = "/io/contentjobs/http/";
    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/";
    private static final String SWAGGER_UI_VERSION = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String JAVASCRIPT = "text/javascript;charset=utf-8";
    private static final String CSS = "text/css;charset=utf-8";

    private final Map<String, StaticContent> loaded = new ConcurrentHashMap<>();

    private DocsRoutes() {}

    /** Adds the routes. */
    public static void addTo(RoutesConfig routes) {
        var docs = new DocsRoutes();
        docs.add(routes, "/client/content-jobs.js", () -> OWN + "client/content-jobs.js", JAVASCRIPT);
        docs.add(routes, "/openapi.yaml", () -> OWN + "docs/openapi.yaml", "application/yaml");
        docs.add(routes, "/docs", () -> OWN + "docs/index.html", "text/html;charset=utf-8");
        docs.add(routes, "/docs/docs.js", () -> OWN + "docs/docs.js", JAVASCRIPT);
        docs.add(routes, "/docs/swagger-ui-bundle.js", () -> swaggerUi("swagger-ui-bundle.js"), JAVASCRIPT);
        docs.add(routes, "/docs/swagger-ui.css", () -> swaggerUi("swagger-ui.css"), CSS);
    }

    private void add(RoutesConfig routes, String path, Supplier<String> resource, String type) {
        Replies.onGet(
                routes,
                path,
                ctx -> loaded.computeIfAbsent(
                                path, first -> StaticContent.ofResource(DocsRoutes.class, resource.get(), type))
                        .handle(ctx));
    }

    /** Returns the resource name of a file of Swagger UI, whose folder contains the version. */
    private static String swaggerUi(String file) {
        try (InputStream properties = DocsRoutes.class.getResourceAsStream(SWAGGER_UI_VERSION)) {
            if (properties == null) {
                throw new IllegalStateException("There is no " + SWAGGER_UI_VERSION + " on the class path");
            }
            Properties read = new Properties();
            read.load(properties);
            return SWAGGER_UI + read.getProperty("version") + "/" + file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
