package org.sextant.web;

import io.quarkus.hibernate.validator.ValidatorFactoryCustomizer;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;

/** Gives the standard constraints the checks of the contract, so that fields need no constraints of our own. */
@Singleton
class ConstraintChecks implements ValidatorFactoryCustomizer {

    @Override
    public void customize(BaseHibernateValidatorConfiguration<?> configuration) {
        var mapping = configuration.createConstraintMapping();
        mapping.constraintDefinition(Digits.class)
                .includeExistingValidators(false)
                .validatedBy(RoundedAdvice.class);
        mapping.constraintDefinition(Size.class).includeExistingValidators(true).validatedBy(SizeInCodePoints.class);
        mapping.constraintDefinition(NotBlank.class)
                .includeExistingValidators(true)
                .validatedBy(VisibleText.class);
        configuration.addMapping(mapping);
    }
}
