import Glibc

/// The limit of open files of this process.
package enum OpenFiles {
  /// Raises the limit to a number, as far as the system allows.
  ///
  /// Programs that this process starts get the limit as well, so it is not raised further.
  package static func raiseLimit(to number: Int) {
    guard var limit = limits, limit.rlim_cur < number else { return }
    limit.rlim_cur = min(rlim_t(number), limit.rlim_max)
    setrlimit(resource, &limit)
  }

  /// The highest limit that this process may set.
  package static var maximum: Int { limits.map { Int(clamping: $0.rlim_max) } ?? .max }

  private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)

  private static var limits: rlimit? {
    var limit = rlimit()
    return getrlimit(resource, &limit) == 0 ? limit : nil
  }
}
