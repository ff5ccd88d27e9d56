package io.contentjobs.http.demo;

import io.contentjobs.domain.EventDraftId;
import io.contentjobs.domain.ImageStyle;
import io.contentjobs.domain.JobId;
import java.util.Random;

/** The images of the demo. They are drawn for each request and always the same for one job. */
final class DemoImage {
    private DemoImage() {}

    /** Returns the image of the job for the draft in that style, as SVG. */
    static String svg(ImageStyle style, EventDraftId draft, JobId job) {
        Random random = new Random((draft + ":" + job + ":" + style.key()).hashCode());
        Svg svg = new Svg();
        switch (style) {
            case SIMPLE -> SimpleImage.draw(svg, random);
            case FANCY -> FancyImage.draw(svg, random);
            case TRENDY -> TrendyImage.draw(svg, random);
        }
        return svg.toString();
    }
}
