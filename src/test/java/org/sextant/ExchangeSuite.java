package org.sextant;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** What leaves the service: exchange and reports. */
@Suite
@SelectPackages("org.sextant")
@IncludeClassNamePatterns(ExchangeSuite.CLASSES)
class ExchangeSuite {

    static final String CLASSES = "org\\.sextant\\.(exchange|reporting|synthetic)\\..+Test";
}
