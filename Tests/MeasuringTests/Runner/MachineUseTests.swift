@testable import Measuring
@testable import Results
import Testing

@Suite("Other use of the machine")
struct MachineUseTests {
  @Test("The first line of /proc/stat is read, without interrupts and idle time")
  func parsing() throws {
    let text = "cpu  100 20 30 400 50 6 7 8 9 10\ncpu0 1 1 1 1 1 1 1 1 1 1\n"
    let times = try #require(MachineTimes(parsing: text, ticksPerSecond: 10))
    #expect(times.programs == 15)
    #expect(times.steal == 0.8)
    #expect(times.all == 62.1)
    #expect(MachineTimes(parsing: "cpu 1 2", ticksPerSecond: 10) == nil)
    #expect(MachineTimes(parsing: "", ticksPerSecond: 10) == nil)
  }

  private func reading(
    _ programs: Double, steal: Double = 0, all: Double, process: Double, server: Double?
  ) throws -> MachineUse.Reading {
    let text = "cpu \(programs) 0 0 \(all - programs - steal) 0 0 0 \(steal)\n"
    return MachineUse.Reading(
      machine: try #require(MachineTimes(parsing: text, ticksPerSecond: 1)), process: process,
      server: server)
  }

  @Test("The server and the load generator are no other programs")
  func shares() throws {
    var use = MachineUse()
    #expect(use.otherLoad == nil)
    use.add(
      from: try reading(10, all: 100, process: 1, server: 2),
      to: try reading(16, steal: 1, all: 110, process: 3, server: 5))
    use.add(
      from: try reading(20, steal: 1, all: 200, process: 3, server: 5),
      to: try reading(24, steal: 2, all: 210, process: 4, server: 6))
    #expect(use.otherLoad == OtherLoad(programs: 0.15, steal: 0.1))
  }

  @Test("Without the server's use there are no other programs, but steal")
  func unknownServer() throws {
    var use = MachineUse()
    use.add(
      from: try reading(0, all: 0, process: 0, server: nil),
      to: try reading(5, steal: 1, all: 10, process: 1, server: nil))
    #expect(use.otherLoad == OtherLoad(programs: nil, steal: 0.1))
  }

  @Test("The use of this machine can be read")
  func now() { #expect(MachineTimes.now() != nil) }
}
