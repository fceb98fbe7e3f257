import Foundation
import Glibc
@testable import Support
import Testing

@Suite struct OutputFileTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "output-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private func kind(of path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : 0
  }

  @Test("A regular file is replaced, a link stays one and its file is replaced")
  func regular() throws {
    try withFolder { folder in
      let (file, link) = ("\(folder)/file", "\(folder)/link")
      try OutputFile.write("one", to: file)
      #expect(symlink("file", link) == 0)
      try OutputFile.write("two", to: link)
      #expect(try String(contentsOfFile: file, encoding: .utf8) == "two")
      #expect(kind(of: link) == S_IFLNK)
    }
  }

  @Test("A link to nothing gets a file", .timeLimit(.minutes(5)))
  func danglingLink() throws {
    try withFolder { folder in
      #expect(symlink("new", "\(folder)/link") == 0)
      try OutputFile.write("text", to: "\(folder)/link")
      #expect(try String(contentsOfFile: "\(folder)/new", encoding: .utf8) == "text")
      #expect(kind(of: "\(folder)/link") == S_IFLNK)
    }
  }

  @Test("A pipe is written to and stays a pipe", .timeLimit(.minutes(5)))
  func pipe() throws {
    try withFolder { folder in
      let path = "\(folder)/pipe"
      #expect(mkfifo(path, 0o600) == 0)
      let reader = open(path, O_RDONLY | O_NONBLOCK)
      defer { close(reader) }
      try OutputFile.write("text", to: path)
      var buffer = [UInt8](repeating: 0, count: 8)
      #expect(read(reader, &buffer, 8) == 4)
      #expect(kind(of: path) == S_IFIFO)
    }
  }

  @Test("A device stays a device, and its error is thrown")
  func device() {
    #expect(throws: (any Error).self) { try OutputFile.write("text", to: "/dev/full") }
    #expect(kind(of: "/dev/full") == S_IFCHR)
  }

  @Test("A full disk is said with the bytes that are needed")
  func fullDisk() {
    #expect(DiskSpace.isFull(ENOSPC) && !DiskSpace.isFull(EACCES))
    #expect(DiskSpace.isFull("x: No space left on device; y"))
    let message = DiskFull(path: "/tmp/none/x", needed: 3_200_000).description
    #expect(message.hasPrefix("/tmp/none/x: the disk is full: 3.2 MB are needed and "))
    #expect(message.hasSuffix(" MB are free; free some space or choose another folder"))
  }

  @Test("The checksum is that of RFC 1952")
  func checksum() {
    #expect(CRC32.hexadecimal(of: Data("123456789".utf8)) == "cbf43926")
    #expect(CRC32.hexadecimal(of: Data()) == "00000000")
  }
}
