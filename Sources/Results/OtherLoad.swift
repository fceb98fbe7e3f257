/// The use of the machine's processors in a window by programs other than the server and the load
/// generator.
package struct OtherLoad: Codable, Hashable, Sendable {
  /// The share of all processors' time that other programs used, from 0 to 1; nil if the server's own
  /// use is unknown.
  package var programs: Double?
  /// The share of all processors' time that the hypervisor gave to other machines (`steal` in
  /// `/proc/stat`), from 0 to 1.
  package var steal: Double

  /// Creates a record.
  package init(programs: Double?, steal: Double) {
    self.programs = programs
    self.steal = steal
  }

  /// The share from which on a cell has a remark.
  package static let remarkable = 0.05
  /// The share from which on a verdict says that the machine was busy.
  package static let busy = 0.25

  /// Both shares together.
  package var share: Double { (programs ?? 0) + steal }
}
