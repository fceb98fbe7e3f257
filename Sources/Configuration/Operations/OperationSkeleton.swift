/// A template of an operation, which compiles and passes its example without changes.
package struct OperationSkeleton: Sendable {
  /// The operation's name.
  package let name: String
  /// The name of its type and of its file.
  package let typeName: String
  /// The file's text.
  package let text: String

  /// Creates an operation with a name.
  ///
  /// - Throws: ``OperationNameError`` for an invalid name.
  package init(name: String) throws(OperationNameError) {
    guard name.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil else {
      throw OperationNameError(name: name)
    }
    self.name = name
    typeName = name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined()
    text = """
      import IIIF
      import IIIFBench

      /// Requests the left half of the picture.
      ///
      /// Describe here what the operation measures and, for a feature, its section of the specification.
      struct \(typeName): ImageOperation {
        static let name = "\(name)"
        static let summary = "the left half of the picture"
        static let examples = [
          OperationExample(
            4000, 3000, requests: [.init("0,0,2000,3000/full/0/default.jpg", 2000, 3000)])
        ]

        init(options: OptionValues) throws {}

        func requiredFeatures(in version: APIVersion) -> Set<Feature> {
          [.regionByPx]
        }

        func steps(of iteration: Iteration) throws -> [[OperationRequest]] {
          let picture = iteration.image.size
          let request = ImageRequest(
            region: .pixels(x: 0, y: 0, width: max(1, picture.width / 2), height: picture.height))
          return [[OperationRequest(request, of: iteration.image)]]
        }
      }

      """
  }
}

/// An invalid name of an operation.
package struct OperationNameError: Error, Hashable, CustomStringConvertible {
  /// The name.
  package var name: String

  /// The problem and its remedy.
  package var description: String {
    "'\(name)' is not a valid name for an operation: use lower-case words joined by hyphens"
  }
}
