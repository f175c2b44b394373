package org.sextant.web;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Digits;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Validates {@code @Digits}, and tells a client that sends the noise of binary fractions, such as 0.1 + 0.2, the value
 * to send instead. The service never rounds by itself what somebody measured.
 */
public class RoundedAdvice implements ConstraintValidator<Digits, BigDecimal> {

    private int integer;
    private int fraction;

    @Override
    public void initialize(Digits constraint) {
        integer = constraint.integer();
        fraction = constraint.fraction();
    }

    @Override
    public boolean isValid(BigDecimal value, ConstraintValidatorContext context) {
        if (value == null) {
            return true;
        }
        var plain = value.stripTrailingZeros();
        if (plain.precision() - plain.scale() > integer) {
            return refuse(context, "must have at most " + integer + " digits before the point");
        }
        return plain.scale() <= fraction || refuse(context, "must have at most " + decimals() + advice(plain));
    }

    private static boolean refuse(ConstraintValidatorContext context, String detail) {
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(detail).addConstraintViolation();
        return false;
    }

    private String decimals() {
        return fraction == 1 ? "1 decimal" : fraction + " decimals";
    }

    private String advice(BigDecimal value) {
        if (value.scale() > WholeNumbers.MOST_DECIMALS) {
            return "";
        }
        var rounded = value.setScale(fraction, RoundingMode.HALF_UP);
        // Where nothing is left of the value, another unit was meant.
        return rounded.signum() == 0
                ? ""
                : "; rounded it is " + rounded.stripTrailingZeros().toPlainString();
    }
}
