package org.sextant.web;

import io.quarkus.hibernate.validator.ValidatorFactoryCustomizer;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Digits;
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
        configuration.addMapping(mapping);
    }
}
