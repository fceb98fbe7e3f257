package import Launching
package import Results
package import LoadGenerator
import Synchronization

/// Reads a server's CPU time and memory at both ends of the measured window.
package final class WindowMeter: LoadObserver {
  private let meter: (any ResourceMeter)?
  private let observer: any RunObserver
  private let readings = Mutex<(opening: ResourceUsage?, closing: ResourceUsage?)>((nil, nil))

  package init(server: any RunningServer, observer: any RunObserver) {
    meter = server.meter
    self.observer = observer
  }

  package func windowWillOpen() {
    meter?.resetPeak()
    let reading = meter?.read()
    readings.withLock { $0.opening = reading }
  }

  package func windowDidClose() {
    let reading = meter?.read()
    readings.withLock { $0.closing = reading }
  }

  package func progressed(_ progress: LoadProgress) {
    observer.observe(.cellProgressed(progress))
  }

  /// CPU seconds and peak memory of the window; nil where the server cannot be read.
  package var usage: ResourceUsage? {
    let (opening, closing) = readings.withLock { $0 }
    guard let opening, let closing else { return nil }
    return closing.since(opening)
  }
}
