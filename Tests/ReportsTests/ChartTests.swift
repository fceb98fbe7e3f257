@testable import Decisions
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
import TestSupport
import Foundation
import Testing

@Suite struct ChartTests {
  @Test(
    "Axes from zero end at a round value at or above the largest figure",
    arguments: [
      (0.83, [0, 0.25, 0.5, 0.75, 1]), (97, [0, 25, 50, 75, 100]), (100, [0, 25, 50, 75, 100]),
      (101, [0, 50, 100, 150]), (12_345, [0, 5000, 10_000, 15_000]), (0, [0, 1]),
    ] as [(Double, [Double])])
  func axis(maximum: Double, ticks: [Double]) {
    let scale = Scale.fromZero(to: maximum)
    #expect(zip(scale.ticks, ticks).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(scale.ticks.count == ticks.count)
    #expect(scale.lower == 0)
    #expect(scale.upper >= maximum)
  }

  @Test("Loads that span a factor of eight have a logarithmic axis, others one from zero")
  func loads() {
    let wide = Scale.over([1, 10, 100])
    #expect(wide.kind == .logarithmic)
    #expect(abs(wide.position(of: 10) - 0.5) < 1e-9)
    let narrow = Scale.over([5, 10])
    #expect(narrow.kind == .linear)
    #expect(narrow.position(of: 5) == 0.5)
  }

  @Test("Figures that span more than 20 times have a logarithmic axis of whole decades")
  func fitting() {
    #expect(Scale.fitting([1, 19]) == .fromZero(to: 19))
    let wide = Scale.fitting([0, 2.5, 300])
    #expect(wide.kind == .logarithmic)
    #expect(wide.ticks == [1, 10, 100, 1000])
    #expect(abs(wide.position(of: 10) - 1 / 3) < 1e-9)
    #expect(wide.position(of: 0) == 0)
    #expect(Scale.fitting([]) == .fromZero(to: 0))
  }

  @Test("A percentile curve runs from the smallest to the largest value and never falls")
  func percentiles() throws {
    var histogram = LatencyHistogram()
    for value in 1...1000 { histogram.record(UInt64(value)) }
    let curve = PercentileCurve(try #require(LatencyFigures(histogram)))
    #expect(curve.points.first == PercentileCurve.Point(nines: 0, value: 1))
    #expect(curve.points.last?.value == 1000)
    #expect(abs((curve.points.last?.nines ?? 0) - 3) < 1e-9)
    #expect(curve.points.first { $0.nines == 1 }?.value == 900)
    #expect(zip(curve.points, curve.points.dropFirst()).allSatisfy { $0.value <= $1.value })
    #expect(PercentileCurve.ticks(answers: 1000).map(\.name) == ["0", "50", "90", "99", "99.9"])
  }

  @Test("A timeline is the median over the blocks, with seconds combined in long ones")
  func timeline() throws {
    var builder = ResultBuilder()
    builder.servers = ["alpha"]
    builder.answers = 10
    builder.seconds = 146
    builder.change = { cell in
      cell.timeline = (0..<150).map { second in
        TimelineSecond(
          second: second, warmUp: second < 3, requests: second < 3 ? 0 : cell.block * 10, errors: 0,
          bytes: 0, p50: second < 3 ? 0 : 1000, p99: 0)
      }
    }
    let cell = try #require(ResultSummary(try builder.result()).cells.first)
    let timeline = Timeline(cell.blocks, warmUp: 3)
    #expect(timeline.moments.count == 50)
    #expect(
      timeline.moments[0]
        == .init(
          second: 0, length: 3, throughput: 0, throughputRange: 0...0, median: nil, warmUp: true))
    #expect(
      timeline.moments[1]
        == .init(
          second: 3, length: 3, throughput: 20, throughputRange: 10...30, median: 1000,
          medianRange: 1000...1000, warmUp: false))
    #expect(timeline.end == 149)
  }

  @Test("A timeline has whole seconds only")
  func wholeSeconds() throws {
    var builder = ResultBuilder()
    builder.seconds = 3.5
    let cell = try #require(ResultSummary(try builder.result()).cells.first)
    #expect(Timeline(cell.blocks, warmUp: 1).moments.map(\.second) == [0, 1, 2, 3])
  }

  @Test("The window begins after the planned warm-up, unless the seconds differ")
  func windowStart() throws {
    let cell = try #require(ResultSummary(try ResultBuilder().result()).cells.first)
    let timeline = Timeline(cell.blocks, warmUp: 2)
    #expect(timeline.windowStart(warmUp: 2) == 2)
    #expect(timeline.windowStart(warmUp: 1.4) == 1.4)
    #expect(timeline.windowStart(warmUp: 0.4) == 2)
  }

  /// A panel of one line with an interval at each of its three points.
  private func panel(reading: LineChart.Reading) -> String {
    let points = [1.0, 2, 3].map { LineChart.Point(x: $0, y: 5, interval: 4...6) }
    return LineChart(
      label: "x", yTitle: "ms", xTitle: "y", x: .over([1, 2, 3]), xLabels: ["1", "2", "99.999"],
      y: .fromZero(to: 8), lines: [LineChart.Line(server: 0, points: points, cell: 0)],
      reading: reading
    ).svg.markup
  }

  @Test("Intervals are upright lines at marked points, and an area along a curve")
  func intervals() {
    let marked = panel(reading: .cell)
    #expect(marked.contains("<path class=\"e\" d=\"M156.7 104V62M"))
    #expect(!marked.contains("class=\"a\""))
    let curve = panel(reading: .second)
    #expect(curve.contains("<path class=\"a\" d=\"M153.3 62L"))
    #expect(!curve.contains("class=\"e\""))
    #expect(curve.contains("data-box=\"46 368 188 20 3.0 0.0 8.0\""))
  }

  @Test("A tick's label ends at the edge of the drawing")
  func lastTick() {
    #expect(
      panel(reading: .second).contains("<text x=\"380\" y=\"203\" text-anchor=\"end\">99.999"))
  }

  @Test("Twelve servers have a colour and a shape of their own; later ones differ in another way")
  func marks() {
    let looks = (0..<40).map { index in
      let mark = SeriesMark(index: index)
      return mark.classes + mark.shape(x: 0, y: 0, cell: nil).markup
    }
    #expect(Set(looks).count == looks.count)
    let twelve = (0..<12).map { SeriesMark(index: $0) }
    #expect(Set(twelve.map(\.classes)).count == 12)
    #expect(Set(twelve.map { $0.shape(x: 0, y: 0, cell: nil).markup }).count == 12)
  }

  @Test("Coordinates have at most one decimal")
  func coordinates() {
    #expect([0, 1.04, -0.06, 12.55, -3].map(Coordinate.text) == ["0", "1", "-0.1", "12.6", "-3"])
  }
}
