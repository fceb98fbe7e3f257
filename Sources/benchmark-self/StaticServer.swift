import Foundation
import Glibc

/// An nginx with one worker that serves the pages from memory.
///
/// Small pages are sent without `sendfile`, which makes nginx a third faster there: the slower the
/// server, the less its clients are told apart.
final class StaticServer {
  /// Where it listens.
  let origin: String
  private let folder: URL
  private let process = Process()

  init(pages sizes: [Int]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "benchmark-self-\(getpid())")
    let html = folder.appending(path: "html")
    try FileManager.default.createDirectory(at: html, withIntermediateDirectories: true)
    for size in sizes {
      let file = html.appending(path: Self.name(ofPage: size))
      try Data(SamplePage.bytes(count: size)).write(to: file)
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

  /// The path of the page of a size.
  static func name(ofPage size: Int) -> String { "\(size).jpg" }

  /// The URL of the page of a size.
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
        "/usr/bin/curl", "-sf", "-o", "/dev/null", url(ofPage: Cell.sizes[0]),
      ])
      if probe.status == 0 { return }
      guard process.isRunning else { break }
      usleep(20_000)
    }
    throw BenchmarkError.server
  }
}

/// Which processors the server and the clients run on, so that neither takes the other's time.
enum Processors {
  enum Role: Int {
    case client = 0
    case server = 1
  }

  /// A command that is bound to a processor, where there are two.
  static func pinned(_ command: [String], to role: Role) -> [String] {
    sysconf(Int32(_SC_NPROCESSORS_ONLN)) < 2
      ? command : ["/usr/bin/taskset", "-c", "\(role.rawValue)"] + command
  }
}

/// Why there is no comparison.
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
    case .unreadable(let name, let output): "\(name) did not tell its requests:\n\(output)"
    }
  }
}
