import ChildProcess
import Configuration
import Datasets
import Decisions
import IIIFBench
import Launching
import LoadGenerator
import Measuring
import Results
import Support

// MARK: Invalid names and values

extension SelectionError: StatusError { var exitStatus: ExitStatus { .usage } }
extension StudySelectionError: StatusError { var exitStatus: ExitStatus { .usage } }
extension ServerSelectionError: StatusError { var exitStatus: ExitStatus { .usage } }
extension ThresholdError: StatusError { var exitStatus: ExitStatus { .usage } }
extension DescriptorSkeletonError: StatusError { var exitStatus: ExitStatus { .usage } }
extension OperationNameError: StatusError { var exitStatus: ExitStatus { .usage } }
extension AmbiguousName: StatusError { var exitStatus: ExitStatus { .usage } }
extension UnusableOperation: StatusError { var exitStatus: ExitStatus { .usage } }
extension RequestHeaderError: StatusError { var exitStatus: ExitStatus { .usage } }
extension OwnPicturesError: StatusError { var exitStatus: ExitStatus { .unavailable } }
extension OptionError: StatusError { var exitStatus: ExitStatus { .usage } }
extension DatasetError: StatusError { var exitStatus: ExitStatus { .usage } }
extension UnwritableFolder: StatusError { var exitStatus: ExitStatus { .usage } }
extension RemoteImagesError: StatusError { var exitStatus: ExitStatus { .usage } }

extension BoundError: StatusError {
  var exitStatus: ExitStatus { .usage }

  /// Names the flags, since the values in studies were checked when they were loaded.
  var message: String { problems.map { "--\($0)" }.joined(separator: "\n") }
}

// MARK: Unavailable programs and servers

extension FetchError: StatusError {
  var exitStatus: ExitStatus {
    if case .images = self { .failed } else { .unavailable }
  }
}

extension HTTPClientError: StatusError { var exitStatus: ExitStatus { .unavailable } }
extension LaunchError: StatusError { var exitStatus: ExitStatus { .unavailable } }
extension ExternalProgramError: StatusError { var exitStatus: ExitStatus { .unavailable } }

// MARK: Others

extension StorageError: StatusError {
  var exitStatus: ExitStatus { isInvalidContent ? .invalidInput : .cannotCreate }
}

extension NotComparable: StatusError { var exitStatus: ExitStatus { .invalidInput } }
extension UnknownServer: StatusError { var exitStatus: ExitStatus { .usage } }
extension DiskFull: StatusError { var exitStatus: ExitStatus { .cannotCreate } }

extension CancellationError: StatusError {
  var exitStatus: ExitStatus { .interrupted }
  var message: String { "interrupted" }
}
