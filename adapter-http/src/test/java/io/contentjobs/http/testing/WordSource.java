package io.contentjobs.http.testing;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The arguments of a parameterized test: the words of a text, which are separated by white space. */
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(WordSource.Words.class)
public @interface WordSource {
    String value();

    /** Takes the text apart. */
    final class Words extends AnnotationBasedArgumentsProvider<WordSource> {
        @Override
        protected Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context, WordSource source) {
            return Stream.of(source.value().strip().split("\\s+", -1)).map(Arguments::of);
        }
    }
}
