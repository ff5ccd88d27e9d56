package io.contentjobs.http.demo;

import java.util.Random;

/** A sun in a warm colour over hills in a cool colour. */
final class SimpleImage {
    private static final int HILLS = 3;

    private SimpleImage() {}

    static void draw(Svg svg, Random random) {
        double hue = 140 + random.nextInt(200);
        svg.background(svg.fall(Svg.colour(hue, 45, 95), Svg.colour(hue + 20, 50, 86)));
        svg.circle(
                300 + random.nextInt(480),
                330 + random.nextInt(140),
                130 + random.nextInt(80),
                Svg.colour(8 + random.nextInt(40), 88, 64));
        for (int i = 0; i < HILLS; i++) {
            double top = 600 + 130 * i + random.nextInt(60);
            svg.path(hill(top, random), Svg.colour(hue + 8 * i, 38 + 4 * i, 74 - 16 * i));
        }
    }

    /** Returns one wave from edge to edge that ends as steeply as it begins. */
    private static String hill(double top, Random random) {
        double rise = (random.nextBoolean() ? 1 : -1) * (100 + random.nextInt(120));
        double middle = 380 + random.nextInt(320);
        return "M0 " + Svg.number(top) + "C" + Svg.number(middle / 3) + ' ' + Svg.number(top - rise) + ' '
                + Svg.number(middle * 2 / 3) + ' ' + Svg.number(top - rise) + ' ' + Svg.number(middle) + ' '
                + Svg.number(top) + 'S' + Svg.number((middle + 2 * Svg.SIZE) / 3) + ' ' + Svg.number(top + rise / 2)
                + ' ' + Svg.SIZE + ' ' + Svg.number(top - rise / 4) + 'V' + Svg.SIZE + "H0Z";
    }
}
