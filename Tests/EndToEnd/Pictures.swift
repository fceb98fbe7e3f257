@testable import ChildProcess
@testable import Configuration
@testable import Datasets
@testable import HDRHistogram
@testable import IIIF
@testable import IIIFBench
@testable import ImageHeaders
@testable import Launching
@testable import LoadGenerator
@testable import Measuring
@testable import Reports
@testable import Results
@testable import Statistics
@testable import Support
@testable import Verification
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
