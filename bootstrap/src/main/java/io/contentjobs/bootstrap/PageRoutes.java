package io.contentjobs.bootstrap;

import io.contentjobs.http.HttpReply;
import io.contentjobs.http.HttpRoute;
import java.util.List;

/** The page on which one can see it all: text, looks and scripts, from this server alone. */
final class PageRoutes {
    private PageRoutes() {}

    static List<HttpRoute> all() {
        return List.of(
                HttpRoute.get("/", page()),
                HttpRoute.get("/page.css", file("page.css", "text/css")),
                HttpRoute.get("/page.js", file("page.js", "text/javascript")),
                HttpRoute.get("/editor.js", file("editor.js", "text/javascript")),
                HttpRoute.get("/comparison.js", file("comparison.js", "text/javascript")));
    }

    private static HttpReply page() {
        return file("index.html", "text/html").asPage();
    }

    private static HttpReply file(String name, String type) {
        return HttpReply.ofResource(PageRoutes.class, "page/" + name, type + ";charset=utf-8");
    }
}
