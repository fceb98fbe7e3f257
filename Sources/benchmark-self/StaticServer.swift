import Foundation
import Glibc

/// An nginx with one worker that serves files from memory.
///
/// It sends small files without `sendfile`, which makes it a third faster: a slow server would hide
/// differences between clients.
final class StaticServer {
  /// Scheme, host and port.
  let origin: String
  private let folder: URL
  private let process = Process()

  init(pages sizes: [Int]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "benchmark-self-\(getpid())")
    let html = folder.appending(path: "html")
    try FileManager.default.createDirectory(at: html, withIntermediateDirectories: true)
    for size in sizes {
      let file = html.appending(path: Self.name(ofPage: size))
      try Data(StubImage.bytes(count: size)).write(to: file)
    }
    let small = sizes.filter { $0 <= 16_384 }
    let port = 20_000 + Int(getpid()) % 20_000
    origin = "http://127.0.0.1:\(port)"
    let configuration = """
      daemon off; master_process off; pid nginx.pid; error_log stderr crit; worker_processes 1;
      events { worker_connections 1024; }
      http {
        access_log off; sendfile on; tcp_nodelay on; tcp_nopush on;
        keepalive_timeout 600s; keepalive_requests 1000000000;
        open_file_cache max=16 inactive=600s; open_file_cache_valid 600s;
        types { image/jpeg jpg; }
        client_body_temp_path .; proxy_temp_path .; fastcgi_temp_path .; uwsgi_temp_path .;
        scgi_temp_path .;
        server {
          listen 127.0.0.1:\(port) backlog=1024; root html;
          \(small.map { "location = /\(Self.name(ofPage: $0)) { sendfile off; }" }.joined())
        }
      }
      """
    try Data(configuration.utf8).write(to: folder.appending(path: "nginx.conf"))
    let command = Processors.pinned(
      ["/usr/sbin/nginx", "-p", folder.path, "-c", "nginx.conf"], to: .server)
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    try process.run()
    try waitUntilReady()
  }

  /// The name of the file of a size.
  static func name(ofPage size: Int) -> String { "\(size).jpg" }

  /// The URL of the file of a size.
  func url(ofPage size: Int) -> String { "\(origin)/\(Self.name(ofPage: size))" }

  /// Stops the server and removes its files.
  func stop() {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  private func waitUntilReady() throws {
    for _ in 0..<200 {
      let probe = try MeasuredProcess.run([
        "/usr/bin/curl", "-sf", "-o", "/dev/null", url(ofPage: ComparisonCell.sizes[0]),
      ])
      if probe.status == 0 { return }
      guard process.isRunning else { break }
      usleep(20_000)
    }
    throw BenchmarkError.server
  }
}

/// Binds the server and the clients to different processors.
enum Processors {
  enum Role: Int {
    case client = 0
    case server = 1
  }

  /// Binds a command to a processor, if there are two.
  static func pinned(_ command: [String], to role: Role) -> [String] {
    sysconf(Int32(_SC_NPROCESSORS_ONLN)) < 2
      ? command : ["/usr/bin/taskset", "-c", "\(role.rawValue)"] + command
  }
}

/// Why the comparison failed.
enum BenchmarkError: Error, CustomStringConvertible {
  case missing([String])
  case server
  case unreadable(String, output: String)

  var description: String {
    switch self {
    case .missing(let programs):
      "these programs are missing: \(programs.joined(separator: ", ")); install them by "
        + "apt-get install wrk hey nghttp2-client apache2-utils nginx-light curl util-linux"
    case .server: "nginx does not answer on 127.0.0.1"
    case .unreadable(let name, let output): "cannot read the output of \(name):\n\(output)"
    }
  }
}
