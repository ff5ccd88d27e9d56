package io.contentjobs.http.demo;

import io.contentjobs.http.routes.Replies;
import io.contentjobs.http.routes.StaticContent;
import io.javalin.config.RoutesConfig;

/** The page of the demo: its HTML, styles and scripts. */
public final class PageRoutes {
    private PageRoutes() {}

    /** Adds the routes. */
    public static void addTo(RoutesConfig routes) {
        Replies.onGet(routes, "/", file("index.html", "text/html"));
        Replies.onGet(routes, "/page.css", file("page.css", "text/css"));
        for (String script : new String[] {"page.js", "editor.js", "comparison.js"}) {
            Replies.onGet(routes, "/" + script, file(script, "text/javascript"));
        }
    }

    private static StaticContent file(String name, String type) {
        return StaticContent.ofResource(PageRoutes.class, "page/" + name, type + ";charset=utf-8");
    }
}
