package io.contentjobs.http.demo;

import java.util.Random;

/** Tiles with large shapes in few colours. */
final class TrendyImage {
    private static final int TILES = 4;
    private static final int SIDE = Svg.SIZE / TILES;
    private static final String[][] PALETTES = {
        {"#1b1f3b", "#ff4d6d", "#ffd23f", "#06d6a0", "#f8f4ec"},
        {"#2d1e2f", "#f15946", "#f9c22e", "#53b3cb", "#fdf6ec"},
        {"#14122b", "#7b2ff7", "#ff5fa2", "#2ee6d6", "#f4f0ff"},
        {"#14213d", "#fca311", "#e5383b", "#8ecae6", "#f5f3ee"},
        {"#1f2421", "#ff6b35", "#f7c59f", "#2ec4b6", "#efefe0"},
    };

    private TrendyImage() {}

    static void draw(Svg svg, Random random) {
        String[] palette = PALETTES[random.nextInt(PALETTES.length)];
        for (int row = 0; row < TILES; row++) {
            for (int column = 0; column < TILES; column++) {
                int ground = random.nextInt(palette.length);
                int figure = (ground + 1 + random.nextInt(palette.length - 1)) % palette.length;
                tile(svg, column * SIDE, row * SIDE, palette[ground], palette[figure], random);
            }
        }
    }

    private static void tile(Svg svg, int x, int y, String ground, String figure, Random random) {
        svg.rectangle(x, y, SIDE, SIDE, ground);
        switch (random.nextInt(6)) {
            case 0 -> svg.circle(x + SIDE / 2.0, y + SIDE / 2.0, SIDE * 0.34, figure);
            case 1 -> svg.path(leaf(x, y), figure);
            case 2 -> svg.path("M" + x + ' ' + (y + SIDE) + 'h' + SIDE + "v-" + SIDE + 'Z', figure);
            case 3 -> stripes(svg, x, y, figure);
            default -> svg.path(quarter(x, y, random), figure);
        }
    }

    private static String leaf(int x, int y) {
        return "M" + x + ' ' + y + arc(SIDE, SIDE) + arc(-SIDE, -SIDE) + 'Z';
    }

    /** Returns a quarter circle around a corner of the tile. */
    private static String quarter(int x, int y, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "M" + x + ' ' + y + 'h' + SIDE + arc(-SIDE, SIDE) + 'Z';
            case 1 -> "M" + (x + SIDE) + ' ' + y + 'v' + SIDE + arc(-SIDE, -SIDE) + 'Z';
            case 2 -> "M" + (x + SIDE) + ' ' + (y + SIDE) + "h-" + SIDE + arc(SIDE, -SIDE) + 'Z';
            default -> "M" + x + ' ' + (y + SIDE) + "v-" + SIDE + arc(SIDE, SIDE) + 'Z';
        };
    }

    private static String arc(int dx, int dy) {
        return "a" + SIDE + ' ' + SIDE + " 0 0 1 " + dx + ' ' + dy;
    }

    private static void stripes(Svg svg, int x, int y, String figure) {
        for (int i = 0; i < 3; i++) {
            svg.rectangle(x, y + SIDE * (2 * i + 1) / 7.0, SIDE, SIDE / 7.0, figure);
        }
    }
}
