package io.contentjobs.http.demo;

import java.util.Random;

/** Fireworks at night. */
final class FancyImage {
    private static final int SPARKS = 90;
    private static final int[] FIRES = {45, 335, 190, 20, 280};

    private FancyImage() {}

    static void draw(Svg svg, Random random) {
        double hue = 220 + random.nextInt(120);
        svg.background(svg.fall(Svg.colour(hue, 65, 10), Svg.colour(hue + 45, 70, 30)));
        for (int i = 0; i < SPARKS; i++) {
            svg.circle(
                    random.nextInt(Svg.SIZE),
                    random.nextInt(Svg.SIZE),
                    1 + random.nextDouble() * 3.5,
                    Svg.colour(45, 90, 85, 0.25 + random.nextDouble() * 0.6));
        }
        int first = random.nextInt(FIRES.length);
        burst(svg, 440 + random.nextInt(200), 400 + random.nextInt(120), 330, FIRES[first], random);
        burst(svg, 170 + random.nextInt(120), 720 + random.nextInt(120), 200, fire(first + 1), random);
        burst(svg, 800 + random.nextInt(120), 680 + random.nextInt(160), 230, fire(first + 2), random);
        burst(svg, 860 + random.nextInt(100), 180 + random.nextInt(80), 140, fire(first + 3), random);
    }

    private static int fire(int index) {
        return FIRES[index % FIRES.length];
    }

    private static void burst(Svg svg, double x, double y, double radius, int hue, Random random) {
        svg.circle(x, y, radius * 1.15, svg.glow(Svg.colour(hue, 100, 65, 0.55), Svg.colour(hue, 100, 60, 0)));
        int rays = 22 + random.nextInt(10);
        for (int i = 0; i < rays; i++) {
            double angle = 2 * Math.PI * i / rays;
            double length = radius * (i % 2 == 0 ? 1 : 0.68) * (0.92 + random.nextDouble() * 0.16);
            double cos = Math.cos(angle);
            double sin = Math.sin(angle);
            String paint = Svg.colour(hue + (i % 2) * 22, 95, 70 + random.nextInt(14));
            double near = radius * 0.2;
            svg.line(x + near * cos, y + near * sin, x + length * cos, y + length * sin, radius / 60, paint);
            svg.circle(x + length * cos, y + length * sin, radius / 32, paint);
        }
        svg.circle(x, y, radius * 0.09, Svg.colour(hue, 100, 92));
    }
}
