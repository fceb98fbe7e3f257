import Foundation

/// Makes a picture of soft clouds with libvips, in which nothing hangs on how a server samples.
func makePicture(_ file: URL, width: Int, height: Int) throws {
  let noise = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).v")
  defer { try? FileManager.default.removeItem(at: noise) }
  try vips(
    ["gaussnoise", noise.path, "\(width)", "\(height)", "--mean", "128", "--sigma", "1500"])
  try vips(["gaussblur", noise.path, file.path, "8"])
}

/// Runs libvips' command.
func vips(_ arguments: [String]) throws {
  struct Failed: Error { var status: Int32 }
  let vips = Process()
  vips.executableURL = URL(filePath: "/usr/bin/vips")
  vips.arguments = arguments
  try vips.run()
  vips.waitUntilExit()
  guard vips.terminationStatus == 0 else { throw Failed(status: vips.terminationStatus) }
}
