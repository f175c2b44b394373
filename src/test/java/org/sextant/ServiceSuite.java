package org.sextant;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * All tests that are not in {@link ExchangeSuite}. Each suite has a process and a database of its own, so that two
 * processors have work; two, because each process starts the service once.
 */
@Suite
@SelectPackages("org.sextant")
@IncludeClassNamePatterns("(?!" + ExchangeSuite.CLASSES + ").+Test")
class ServiceSuite {}
