/**
 * Fakes for tests, the simulator and benchmarks: journals in memory, an outbox that writes down.
 *
 * May import: protocol, port.
 */
package io.synod.testkit;
