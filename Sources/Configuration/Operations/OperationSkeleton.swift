/// An operation to start from: it compiles as it is, and its example passes.
package struct OperationSkeleton: Sendable {
  /// The operation's name.
  package let name: String
  /// The name of its type and its file.
  package let typeName: String
  /// The file's text.
  package let text: String

  /// Writes an operation of the given name.
  ///
  /// - Throws: ``OperationNameError`` for a name that operations cannot have.
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

      /// Asks for the left half of a picture.
      ///
      /// Say here what the operation measures and, for a feature, its section of the specification.
      struct \(typeName): ImageOperation {
        static let name = "\(name)"
        static let summary = "the left half of a picture"
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

/// A name that operations cannot have.
package struct OperationNameError: Error, Hashable, CustomStringConvertible {
  /// The name.
  package var name: String

  /// A sentence with the remedy.
  package var description: String {
    "'\(name)' is no name of an operation: use lower-case words joined by hyphens"
  }
}
