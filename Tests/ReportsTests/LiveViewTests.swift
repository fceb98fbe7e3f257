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
import Synchronization
import Testing

@Suite struct LiveViewTests {
  private let cell = Cell(
    server: "alpha", variant: "default", format: .jp2(ratio: 10), operation: "crop",
    load: .concurrency(10))

  /// A run during its third cell.
  private func state() throws -> LiveState {
    var state = LiveState(study: "sample", blocks: 2)
    let results = try ResultBuilder().result().cells
    state.take(.planned(8), at: 0)
    state.take(.starting(server: "alpha", block: 1), at: 0)
    for number in 1...2 {
      state.take(.cellBegan(cell, block: 1, number: number), at: Double(number) * 10)
      var result = results[number]
      if number == 1 { result.errors = ["empty": 7] }
      state.take(.cellEnded(result), at: Double(number) * 10 + 9)
    }
    state.take(.cellBegan(cell, block: 1, number: 3), at: 30)
    for (index, requests) in [0, 10, 30, 70, 150].enumerated() {
      state.take(
        .cellProgressed(
          LoadProgress(
            fraction: Double(index) / 8, requests: requests, errors: index / 4,
            p50: index > 0 ? 20_000 : nil, p99: index > 0 ? 74_800 : nil,
            recent: UInt64(requests * 100))),
        at: 30 + Double(index + 1) * 0.5)
    }
    return state
  }

  @Test("A frame shows the progress, the current figures and the finished cells")
  func frame() throws {
    var state = try state()
    state.take(.warning("The generator and the servers share 2 processors."), at: 33)
    let frame = LiveFrame(state, width: 80, height: 24, colour: false)
    #expect(
      frame.lines == [
        "iiif-bench  sample                        block 1 of 2 · cell 3 of 8 · 51 s left",
        "━━━━━━━━━━━━━━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 31 %",
        "",
        "alpha crop jp2-10x 10 users",
        "75.0 requests/s · p50 20.0 ms · p99 74.8 ms · 1 error  ▁▁▂▄█",
        "",
        "finished, 7 errors                req/s  p50 ms  p99 ms  errors",
        "alpha crop jpeg-q90 10 users       40.0    20.0    74.8       0",
        "beta crop jpeg-q90 10 users        40.0    20.0    74.8       7",
        "",
        "! The generator and the servers share 2 processors.",
      ])
  }

  @Test(
    "A frame fits a terminal of any size",
    arguments: [(80, 24), (200, 50), (41, 8), (40, 6), (20, 3), (5, 1), (1, 0)])
  func fits(columns: Int, rows: Int) throws {
    var state = try state()
    let results = try ResultBuilder().result().cells
    for number in 0..<100 { state.take(.cellEnded(results[number % 6]), at: 40) }
    for _ in 0..<20 {
      state.take(
        .warning("A long warning that goes on and on beyond one line of a terminal."), at: 41)
    }
    let lines = LiveFrame(state, width: columns, height: rows, colour: false).lines
    #expect(lines.count <= rows)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= columns })
    if rows >= 24 { #expect(lines.count == rows) }
  }

  @Test("The view uses the alternate screen, and writes collected lines after it")
  func screen() throws {
    let written = Mutex("")
    let clock = Mutex(0.0)
    let view = LiveView(
      try state(), colour: false, size: { LiveView.Size(columns: 80, rows: 24) },
      now: { clock.withLock { $0 } }, write: { text in written.withLock { $0 += text } })
    view.observe(.warning("One."))
    view.note("Two.")
    view.finish()
    view.finish()
    view.observe(.warning("Three."))
    let text = written.withLock { $0 }
    #expect(text.hasPrefix("\u{1B}[?1049h\u{1B}[?25l\u{1B}[Hiiif-bench"))
    #expect(text.hasSuffix("\u{1B}[J\u{1B}[?25h\u{1B}[?1049lOne.\nTwo.\n"))
  }

  @Test("A paused view leaves the alternate screen until it resumes")
  func pause() throws {
    let written = Mutex("")
    let clock = Mutex(0.0)
    let view = LiveView(
      try state(), colour: false, size: { LiveView.Size(columns: 80, rows: 24) },
      now: {
        clock.withLock { $0 += 1 }; return clock.withLock { $0 }
      },
      write: { text in written.withLock { $0 += text } })
    view.redraw()
    #expect(written.withLock { $0 } == "", "there is nothing to draw again before the first frame")
    view.note("One.")
    view.pause()
    let paused = written.withLock { $0 }
    #expect(paused.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"))
    view.note("Two.")
    view.redraw()
    #expect(written.withLock { $0 } == paused)
    view.resume()
    let resumed = written.withLock { $0 }.dropFirst(paused.count)
    #expect(resumed.hasPrefix("\u{1B}[?1049h\u{1B}[?25l\u{1B}[Hiiif-bench"))
    #expect(resumed.contains("! Two."))
  }

  @Test("A frame follows the size of the terminal")
  func resize() throws {
    let written = Mutex("")
    let columns = Mutex(100)
    let view = LiveView(
      try state(), colour: false,
      size: { LiveView.Size(columns: columns.withLock { $0 }, rows: 24) }, now: { 0 },
      write: { text in written.withLock { $0 = text } })
    view.note("One.")
    columns.withLock { $0 = 50 }
    view.redraw()
    let lines = written.withLock { $0 }.split(separator: "\r\n")
    #expect(lines.count > 5)
    #expect(
      lines.allSatisfy { DisplayWidth.of($0.replacing(/\u{1B}\[[0-9?]*[A-Za-z]/, with: "")) <= 50 })
  }

  @Test("Events in quick succession draw once")
  func throttle() throws {
    let frames = Mutex(0)
    let clock = Mutex(0.0)
    let view = LiveView(
      try state(), colour: false, size: { LiveView.Size(columns: 80, rows: 24) },
      now: { clock.withLock { $0 } }, write: { _ in frames.withLock { $0 += 1 } })
    for _ in 0..<50 {
      view.observe(.cellProgressed(LoadProgress(fraction: 0.5, requests: 1, errors: 0)))
    }
    #expect(frames.withLock { $0 } == 1)
    clock.withLock { $0 = 1 }
    view.observe(.cellProgressed(LoadProgress(fraction: 0.6, requests: 2, errors: 0)))
    #expect(frames.withLock { $0 } == 2)
  }

  @Test("A sparkline keeps its width and starts at zero")
  func sparkline() {
    #expect(Sparkline.text([1, 2, 4, 8], width: 10) == "▂▃▅█")
    #expect(Sparkline.text([1, 1, 8, 8], width: 2) == "▂█")
    #expect(Sparkline.text([0, 0], width: 5) == "▁▁")
    #expect(Sparkline.text([1], width: 0) == "")
  }
}
