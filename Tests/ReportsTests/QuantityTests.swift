@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Reports
@testable import Results
@testable import Statistics
@testable import Support
import Testing

@Suite struct QuantityTests {
  @Test(
    "Numbers have three significant digits and thousands apart",
    arguments: [
      (0, "0"), (0.0456, "0.046"), (1.234, "1.23"), (9.999, "10.0"), (99.96, "100"),
      (1234.5, "1234"),
      (12_345.6, "12,346"), (-1234567, "-1,234,567"), (.infinity, "–"),
    ])
  func numbers(value: Double, text: String) {
    #expect(Quantity.number(value) == text)
  }

  @Test("Units depend on the size")
  func units() {
    #expect(
      [12, 999.6, 12_345, 999_600, 61e6].map(Quantity.duration) == [
        "12.0 µs", "1.00 ms", "12.3 ms", "1.00 s", "61.0 s",
      ])
    #expect(
      [12, 48_100, 999_700, 3.2e9].map(Quantity.bytes) == [
        "12.0 B", "48.1 kB", "1.00 MB", "3.20 GB",
      ])
    #expect(
      [5, 60, 185, 7500].map(Quantity.time(seconds:)) == [
        "5 s", "1 min", "3 min 5 s", "2 h 5 min",
      ])
  }

  @Test("Window lengths keep fractions of a second")
  func lengths() {
    #expect(
      [0.3, 1.5, 10, 90].map(Quantity.length(seconds:)) == ["0.3 s", "1.5 s", "10 s", "1 min 30 s"])
  }

  @Test("Ticks have no trailing zeros after the decimal point")
  func ticks() {
    #expect(
      [0, 0.25, 2.5, 10, 100, 10_000].map(Quantity.tick) == [
        "0", "0.25", "2.5", "10", "100", "10,000",
      ])
  }
}
