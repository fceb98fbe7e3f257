import Foundation
import IIIFBench

extension RequestLog {
  /// Reads a file: text in UTF-8 or UTF-16, or compressed with gzip.
  ///
  /// - Throws: ``ReplayError`` if it cannot be read.
  init(file: String, format: LogFormat) throws(ReplayError) {
    var builder = RequestLogBuilder(format: format)
    guard let handle = FileHandle(forReadingAtPath: file),
      let length = try? handle.seekToEnd(), (try? handle.seek(toOffset: 0)) != nil
    else { throw .unreadable(file: file) }
    defer { try? handle.close() }
    let start = try Self.bytes(of: handle, count: 8, file: file)
    if let program = Self.compression(of: start) {
      throw .compressed(file: file, program: program)
    }
    (try? handle.seek(toOffset: 0)) ?? ()
    if Inflate.isGzip(start) {
      let content = try Self.bytes(of: handle, count: Int(length), file: file)
      let log = LogReceiver(builder)
      do {
        try Inflate.members(of: content, receive: { log.builder.take($0) }) { bytes in
          FileProgress.report(file, bytes: bytes, of: content.count)
        }
      } catch { throw .damaged(file: file) }
      builder = log.builder
    } else if let encoding = Self.wideEncoding(of: start) {
      let content = try Self.bytes(of: handle, count: Int(length), file: file)
      guard let text = String(data: Data(content), encoding: encoding) else {
        throw .damaged(file: file)
      }
      builder.take(Array(text.utf8)[...])
    } else {
      var read = 0
      while true {
        let part = try Self.bytes(of: handle, count: 1 << 20, file: file)
        if part.isEmpty { break }
        builder.take(part[...])
        read += part.count
        FileProgress.report(file, bytes: read, of: Int(length))
      }
    }
    self = builder.log()
  }

  private static func bytes(
    of handle: FileHandle, count: Int, file: String
  ) throws(ReplayError) -> [UInt8] {
    do {
      return Array(try handle.read(upToCount: count) ?? Data())
    } catch {
      throw .unreadable(file: file)
    }
  }

  /// The encoding of a text in UTF-16, from its byte order mark or from a zero in its first
  /// character; nil for other texts.
  private static func wideEncoding(of start: [UInt8]) -> String.Encoding? {
    if start.starts(with: [0xff, 0xfe]) || start.starts(with: [0xfe, 0xff]) { return .utf16 }
    guard start.count > 1 else { return nil }
    if start[0] != 0, start[1] == 0 { return .utf16LittleEndian }
    return start[0] == 0 && start[1] != 0 ? .utf16BigEndian : nil
  }

  /// The program that decompresses a file with this start, other than gzip; nil for plain text.
  private static func compression(of start: [UInt8]) -> String? {
    let signatures: [([UInt8], String)] = [
      ([0x28, 0xb5, 0x2f, 0xfd], "zstd"), ([0xfd, 0x37, 0x7a, 0x58, 0x5a], "xz"),
      ([0x42, 0x5a, 0x68], "bzip2"), ([0x50, 0x4b, 0x03, 0x04], "unzip"),
    ]
    return signatures.first { start.starts(with: $0.0) }?.1
  }
}

/// Holds a builder that a closure changes.
private final class LogReceiver {
  var builder: RequestLogBuilder

  init(_ builder: RequestLogBuilder) { self.builder = builder }
}
