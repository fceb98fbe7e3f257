public import IIIF

extension Expectation {
  /// Expects valid image information of a version with the picture's size.
  ///
  /// `finding` checks a valid document further; it returns a short phrase about a problem, or nil.
  public static func information(
    of image: SourceImage, version: APIVersion,
    mediaTypes: Set<String> = ["application/json", "application/ld+json"],
    finding: @escaping @Sendable (ImageInformation) -> String? = { _ in nil }
  ) -> Expectation {
    var expectation = Expectation(
      mediaTypes: mediaTypes,
      check: { body in
        do throws(ImageInformationError) {
          let information = try ImageInformation(json: body)
          return mismatch(of: information, with: image, version: version) ?? finding(information)
        } catch {
          return error.description
        }
      })
    expectation.comparison = .json
    return expectation
  }

  private static func mismatch(
    of information: ImageInformation, with image: SourceImage, version: APIVersion
  ) -> String? {
    if information.version.major != version.major {
      return "information of Image API \(information.version.major), expected \(version.major)"
    }
    return information.size == image.size
      ? nil : "a size of \(information.size), expected \(image.size)"
  }
}
