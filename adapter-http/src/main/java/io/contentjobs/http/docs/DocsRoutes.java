package io.contentjobs.http.docs;

import io.contentjobs.http.routes.Replies;
import io.contentjobs.http.routes.StaticContent;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The contract: {@code /openapi.yaml} for programs, {@code /docs} for people, {@code /client/content-jobs.js} for browsers.
 * Nothing of it comes from another host.
 */
public final class DocsRoutes {
    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/";
    private static final String SWAGGER_UI_VERSION = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String JAVASCRIPT = "text/javascript;charset=utf-8";
    private static final String CSS = "text/css;charset=utf-8";

    private DocsRoutes() {}

    /** Adds them. */
    public static void addTo(RoutesConfig routes) {
        add(routes, "/client/content-jobs.js", () -> own("client/content-jobs.js", JAVASCRIPT), StaticContent::handle);
        add(routes, "/openapi.yaml", () -> own("docs/openapi.yaml", "application/yaml"), StaticContent::handle);
        add(routes, "/docs", () -> own("docs/index.html", "text/html;charset=utf-8"), StaticContent::handleAsPage);
        add(routes, "/docs/docs.js", () -> own("docs/docs.js", JAVASCRIPT), StaticContent::handle);
        add(
                routes,
                "/docs/swagger-ui-bundle.js",
                () -> swaggerUi("swagger-ui-bundle.js", JAVASCRIPT),
                StaticContent::handle);
        add(routes, "/docs/swagger-ui.css", () -> swaggerUi("swagger-ui.css", CSS), StaticContent::handle);
    }

    private static void add(
            RoutesConfig routes,
            String path,
            Supplier<StaticContent> loading,
            BiConsumer<StaticContent, Context> send) {
        Once content = new Once(loading);
        Replies.onGet(routes, path, ctx -> send.accept(content.get(), ctx));
    }

    private static StaticContent own(String name, String contentType) {
        return StaticContent.ofResource(DocsRoutes.class, "/io/contentjobs/http/" + name, contentType);
    }

    private static StaticContent swaggerUi(String name, String contentType) {
        return StaticContent.ofResource(DocsRoutes.class, SWAGGER_UI + version() + "/" + name, contentType);
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

    /** Reads the content when somebody asks for the first time: few do, and a start need not wait for two megabytes. */
    private static final class Once implements Supplier<StaticContent> {
        private final Supplier<StaticContent> loading;
        private volatile @Nullable StaticContent loaded;

        Once(Supplier<StaticContent> loading) {
            this.loading = loading;
        }

        @Override
        public StaticContent get() {
            StaticContent content = loaded;
            if (content == null) {
                content = loading.get();
                loaded = content;
            }
            return content;
        }
    }
}
