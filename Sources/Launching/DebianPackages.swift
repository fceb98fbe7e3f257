package import ChildProcess

/// Debian's packages on this machine.
package enum DebianPackages {
  /// The versions of those packages that are installed; nil on a machine without `dpkg-query`.
  package static func versions(of packages: [String], path: SearchPath) async throws -> [String:
    String]?
  {
    guard let query = path.find("dpkg-query") else { return nil }
    let outcome = try await Command(
      program: query,
      arguments: ["--show", "--showformat", "${binary:Package}\t${db:Status-Status}\t${Version}\n"]
        + packages
    ).run()
    return versions(in: outcome.output)
  }

  /// Reads lines of package, state and version.
  package static func versions(in list: String) -> [String: String] {
    var versions: [String: String] = [:]
    for line in list.split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 3, fields[1] == "installed" else { continue }
      let name = fields[0].split(separator: ":").first ?? fields[0]
      versions[String(name)] = String(fields[2])
    }
    return versions
  }
}
