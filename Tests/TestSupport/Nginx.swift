package import Foundation
import Glibc

/// An nginx of a test with one worker, which listens wherever it is asked to.
///
/// It serves what stands in its folder, and stops when it is let go.
package final class Nginx: Sendable {
  /// Why there is no server.
  package enum Failure: Error {
    /// The configuration does not work; nginx's words.
    case refused(String)
  }

  /// Whether nginx and openssl are installed.
  package static var isInstalled: Bool {
    ["/usr/sbin/nginx", "/usr/bin/openssl"].allSatisfy(FileManager.default.isExecutableFile)
  }

  /// The port of the listener that the configuration calls `PORT`.
  package let port: UInt16
  /// The folder with everything that belongs to the server; files in `html` are served.
  package let folder: URL
  private let process: ChildProcess

  /// The certificate, which names `localhost` and 127.0.0.1 and which only it itself vouches for.
  package var certificate: URL { folder.appending(path: "certificate.pem") }

  /// The Unix socket of the listener that the configuration calls `SOCKET`.
  package var unixSocket: URL { folder.appending(path: "socket") }

  /// The server's process.
  package var processID: pid_t { process.identifier }

  /// Starts a server; `listen` is what stands behind the directive: `PORT ssl http2`.
  package init(listen: String, files: [String: [UInt8]], directives: String = "") throws {
    let manager = FileManager.default
    folder = manager.temporaryDirectory.appending(path: "nginx-\(UUID().uuidString)")
    let html = folder.appending(path: "html")
    try manager.createDirectory(at: html, withIntermediateDirectories: true)
    for (name, bytes) in files { try Data(bytes).write(to: html.appending(path: name)) }
    if listen.contains("ssl") { try Self.makeCertificate(in: folder) }
    port = try Socket.unusedPort()
    let address = listen.replacing("PORT", with: "127.0.0.1:\(port)")
      .replacing("SOCKET", with: "unix:\(folder.appending(path: "socket").path)")
    let isSecure = listen.contains("ssl")
    let configuration = """
      daemon off; master_process off; pid nginx.pid; error_log stderr crit; worker_processes 1;
      events { worker_connections 2048; }
      http {
        access_log off; keepalive_requests 1000000000; sendfile on; tcp_nodelay on;
        types { image/jpeg jpg; application/json json; }
        client_body_temp_path .; proxy_temp_path .; fastcgi_temp_path .; uwsgi_temp_path .;
        scgi_temp_path .;
        \(directives)
        server {
          listen \(address);
          \(isSecure ? "ssl_certificate certificate.pem; ssl_certificate_key key.pem;" : "")
          root html;
        }
      }
      """
    try Data(configuration.utf8).write(to: folder.appending(path: "nginx.conf"))
    let log = folder.appending(path: "log").path
    process = try ChildProcess(
      "/usr/sbin/nginx", ["-p", folder.path, "-c", "nginx.conf"], output: log)
    guard waitUntilReady(isUnix: listen.contains("SOCKET")) else {
      throw Failure.refused(try String(contentsOfFile: log, encoding: .utf8))
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The file of a Unix socket is there before nginx listens; that of its number comes after it.
  private func waitUntilReady(isUnix: Bool) -> Bool {
    for _ in 0..<2000 where process.isRunning {
      let isReady =
        isUnix
        ? FileManager.default.fileExists(atPath: folder.appending(path: "nginx.pid").path)
        : Socket.canConnect(to: port)
      if isReady { return true }
      Thread.sleep(.milliseconds(5))
    }
    return false
  }

  private static func makeCertificate(in folder: URL) throws {
    let openssl = try ChildProcess(
      "/usr/bin/openssl",
      ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        + ["-keyout", folder.appending(path: "key.pem").path, "-days", "2"]
        + ["-out", folder.appending(path: "certificate.pem").path, "-subj", "/CN=localhost"]
        + ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"])
    openssl.wait()
  }
}
