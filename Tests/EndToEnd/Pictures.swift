import Foundation

/// Makes a picture of noise with libvips.
func makePicture(_ file: URL, width: Int, height: Int) throws {
  try vips(["gaussnoise", file.path, "\(width)", "\(height)", "--mean", "128"])
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
