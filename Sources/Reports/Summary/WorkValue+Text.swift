import Decisions

extension WorkValue {
  /// The value for tables, and for sentences that have named the aspect.
  var text: String {
    switch self {
    case .isSource(let isSource): isSource ? "source file" : "server"
    case .quality(let quality): "\(quality)"
    case .subsampling(let ratio): ratio
    case .isProgressive(let isProgressive): isProgressive ? "progressive" : "baseline"
    case .channels(let count, let bits):
      bits.map { "\(count) × \($0) bits" } ?? "\(count)"
    case .extraPixels(let width, let height):
      width == 0 && height == 0 ? "exact" : Self.difference(width: width, height: height)
    case .hasProfile(let hasProfile): hasProfile ? "yes" : "no"
    case .bytes(let count): Quantity.bytes(count)
    }
  }

  /// The value after `sends`, for sentences that have not named the aspect.
  var object: String {
    switch self {
    case .isSource(let isSource):
      isSource ? "the unchanged source file" : "images that it encodes"
    case .quality(let quality): "JPEG quality \(quality)"
    case .subsampling(let ratio): "colour subsampled \(ratio)"
    case .isProgressive(let isProgressive): isProgressive ? "progressive JPEG" : "baseline JPEG"
    case .channels(let count, let bits):
      Quantity.counted(count, "channel") + (bits.map { " of \($0) bits" } ?? "")
    case .extraPixels(let width, let height):
      width == 0 && height == 0
        ? "images of exactly the requested size"
        : "images that are \(Self.difference(width: width, height: height)) than requested"
    case .hasProfile(let hasProfile): hasProfile ? "a colour profile" : "no colour profile"
    case .bytes(let count): "\(Quantity.bytes(count)) per answer"
    }
  }

  /// The value after `the others`, for sentences that have named the aspect.
  var rest: String {
    switch self {
    case .quality, .subsampling: text
    case .isSource(let isSource): isSource ? object : "images that they encode"
    case .bytes(let count): Quantity.bytes(count)
    default: object
    }
  }

  /// `1 pixel wider and 2 pixels lower`.
  static func difference(width: Int, height: Int) -> String {
    let parts = [
      (width, width > 0 ? "wider" : "narrower"), (height, height > 0 ? "higher" : "lower"),
    ]
    return parts.filter { $0.0 != 0 }.map { "\(Quantity.counted(abs($0.0), "pixel")) \($0.1)" }
      .joined(separator: " and ")
  }
}
