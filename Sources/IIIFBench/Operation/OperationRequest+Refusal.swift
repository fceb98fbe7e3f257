extension OperationRequest {
  /// Creates a request that the server should refuse with one of the statuses.
  ///
  /// `path` follows the identifier and a slash: `nonsense/full/0/default.jpg`.
  public static func refused(
    _ path: String, of image: SourceImage, statuses: Set<Int> = [400]
  ) -> OperationRequest {
    OperationRequest(
      target: .suffix("/" + path), image: image, expectation: Expectation(statuses: statuses))
  }
}
