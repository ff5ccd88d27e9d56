package io.contentjobs.http.demo;

import java.util.Locale;

/** A builder of an SVG drawing: a square with a fixed size, so that browsers can draw it on a canvas. */
final class Svg {
    static final int SIZE = 1080;

    private final StringBuilder text = new StringBuilder(8_192)
            .append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1080\" height=\"1080\"")
            .append(" viewBox=\"0 0 1080 1080\">");
    private int gradients;

    /** Fills the whole drawing. */
    Svg background(String paint) {
        return rectangle(0, 0, SIZE, SIZE, paint);
    }

    Svg rectangle(double x, double y, double width, double height, String paint) {
        text.append("<rect").append(attribute("x", x)).append(attribute("y", y));
        text.append(attribute("width", width)).append(attribute("height", height));
        return end(paint);
    }

    Svg circle(double x, double y, double radius, String paint) {
        text.append("<circle").append(attribute("cx", x)).append(attribute("cy", y));
        text.append(attribute("r", radius));
        return end(paint);
    }

    /**
     * Adds a path.
     *
     * @param commands the value of the attribute {@code d}
     */
    Svg path(String commands, String paint) {
        text.append("<path d=\"").append(commands).append('"');
        return end(paint);
    }

    Svg line(double x1, double y1, double x2, double y2, double width, String paint) {
        text.append("<path d=\"M").append(number(x1)).append(' ').append(number(y1));
        text.append('L').append(number(x2)).append(' ').append(number(y2)).append('"');
        text.append(attribute("stroke-width", width)).append(" stroke-linecap=\"round\" stroke=\"");
        text.append(paint).append("\"/>");
        return this;
    }

    /** Returns a radial gradient from {@code inner} at the centre to {@code outer}. */
    String glow(String inner, String outer) {
        return gradient("radialGradient", "", inner, outer);
    }

    /** Returns a linear gradient from {@code top} to {@code bottom}. */
    String fall(String top, String bottom) {
        return gradient("linearGradient", " x2=\"0\" y2=\"1\"", top, bottom);
    }

    private String gradient(String element, String direction, String from, String to) {
        String id = "g" + gradients++;
        text.append('<').append(element).append(" id=\"").append(id).append('"').append(direction);
        text.append("><stop stop-color=\"").append(from).append("\"/><stop offset=\"1\" stop-color=\"");
        text.append(to).append("\"/></").append(element).append('>');
        return "url(#" + id + ")";
    }

    /**
     * Returns a colour of a hue (in degrees, any number of turns), saturation and lightness (percent) and opacity (0 to
     * 1).
     */
    static String colour(double hue, double saturation, double lightness, double opacity) {
        return "hsla(" + Math.floorMod(Math.round(hue), 360L) + "," + number(saturation) + "%," + number(lightness)
                + "%," + number(opacity) + ")";
    }

    static String colour(double hue, double saturation, double lightness) {
        return colour(hue, saturation, lightness, 1);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String attribute(String name, double value) {
        return " " + name + "=\"" + number(value) + "\"";
    }

    private Svg end(String paint) {
        text.append(" fill=\"").append(paint).append("\"/>");
        return this;
    }

    @Override
    public String toString() {
        return text + "</svg>";
    }
}
