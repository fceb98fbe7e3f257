import Glibc

/// A free port of the loopback interface.
package enum LoopbackPort {
  /// A port that the system chooses.
  ///
  /// It is free when this returns; another program may take it before the server listens.
  package static func free() throws(LoopbackPortError) -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw LoopbackPortError(errno) }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let failed = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(descriptor, generic, length) != 0 || getsockname(descriptor, generic, &length) != 0
      }
    }
    guard !failed else { throw LoopbackPortError(errno) }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}

/// The system has no free port.
package struct LoopbackPortError: Error, CustomStringConvertible {
  /// The system's error number.
  package var code: Int32

  /// Creates an error.
  package init(_ code: Int32) {
    self.code = code
  }

  package var description: String {
    "no free port on 127.0.0.1: \(String(cString: strerror(code)))"
  }
}
