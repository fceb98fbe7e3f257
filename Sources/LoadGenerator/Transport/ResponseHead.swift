/// The header section of an answer, received line by line from libcurl.
struct ResponseHead {
  /// The maximum length in bytes of a header section.
  static let maximumBytes = 65_536
  /// The maximum number of header sections of a transfer, including interim answers (1xx) and redirects.
  static let maximumCount = 32

  /// The lines of the last header section, each with its CR LF, without the status line.
  private(set) var fields: [UInt8] = []
  /// Whether no line has arrived yet.
  private(set) var isEmpty = true
  /// The status code of the last header section; 0 if it is invalid.
  private(set) var status = 0
  private var count = 0
  private var bytes = 0
  private var isComplete = false

  /// Whether a header section exceeds the limit.
  var isTooLarge: Bool { bytes > Self.maximumBytes }
  /// Whether there are too many header sections.
  var isMalformed: Bool { count > Self.maximumCount }

  mutating func clear() {
    fields.removeAll(keepingCapacity: true)
    (isEmpty, status, count, bytes, isComplete) = (true, 0, 0, 0, false)
  }

  /// Adds a line with its line end; trailers are ignored.
  mutating func take(_ line: UnsafeBufferPointer<UInt8>) {
    isEmpty = false
    bytes += line.count
    if line.starts(with: "HTTP/".utf8) {
      count += 1
      bytes = line.count
      status = Self.status(in: line)
      isComplete = false
      fields.removeAll(keepingCapacity: true)
    } else if line.count <= 2 {
      isComplete = true
    } else if !isComplete {
      fields.append(contentsOf: line)
    }
  }

  /// Whether the complete header section is a redirect to a scheme other than http and https.
  ///
  /// libcurl's versions handle such redirects differently, or even follow them to FTP.
  var redirectsElsewhere: Bool {
    guard isComplete, (300..<400).contains(status),
      let location = fields.span.value(ofField: "location"),
      let scheme = HTTPAddress.scheme(of: location)
    else { return false }
    return !HTTPAddress.ports.keys.contains(scheme)
  }

  private static func status(in line: UnsafeBufferPointer<UInt8>) -> Int {
    guard let blank = line.firstIndex(of: UInt8(ascii: " ")) else { return 0 }
    return line[(blank + 1)...].prefix(3).reduce(0) { status, digit in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit)
        ? status * 10 + Int(digit - UInt8(ascii: "0")) : 0
    }
  }

  /// The lines as header fields.
  var headerFields: [HeaderField] {
    fields.split(whereSeparator: { $0 == UInt8(ascii: "\n") }).compactMap { line in
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      let value = line[(colon + 1)...].drop(while: \.isBlank)
      let trailing = value.reversed().prefix(while: \.isBlank).count
      return HeaderField(
        name: String(decoding: line[..<colon], as: UTF8.self),
        value: String(decoding: value.dropLast(trailing), as: UTF8.self))
    }
  }
}

extension UInt8 {
  /// Whether the byte is a blank or part of a line end.
  fileprivate var isBlank: Bool { self == 32 || self == 9 || self == 13 || self == 10 }
}
