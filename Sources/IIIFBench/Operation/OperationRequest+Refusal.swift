extension OperationRequest {
  /// Creates a request that is to be refused with one of some statuses.
  ///
  /// `path` stands behind the identifier and a slash: `nonsense/full/0/default.jpg`.
  public static func refused(
    _ path: String, of image: SourceImage, statuses: Set<Int> = [400]
  ) -> OperationRequest {
    OperationRequest(
      target: .suffix("/" + path), image: image, expectation: Expectation(statuses: statuses))
  }
}
