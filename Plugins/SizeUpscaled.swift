import IIIF
import IIIFBench

/// Requests the upper left corner of the picture at twice its size, in every form of the size.
///
/// Image API 2.1 §4.2 and §5.3 (`sizeAboveFull`) and 3.0 §4.2 (`^`, `sizeUpscaling`), optional at all
/// levels. In 2.1 `!w,h` does not enlarge; in 3.0 the server chooses the size of `^max`.
struct SizeUpscaled: ImageOperation {
  static let name = "size-upscaled"
  static let summary = "a small region at twice its size"
  static let kind = OperationKind.feature
  static let examples = [
    OperationExample(
      300, 200,
      requests: [
        .init("0,0,100,100/200,/0/default.jpg", 200, 200),
        .init("0,0,100,100/,200/0/default.jpg", 200, 200),
        .init("0,0,100,100/200,200/0/default.jpg", 200, 200),
      ]),
    OperationExample(
      300, 200, version: .v30,
      requests: [
        .init("0,0,100,100/^200,/0/default.jpg", 200, 200),
        .init("0,0,100,100/^,200/0/default.jpg", 200, 200),
        .init("0,0,100,100/^200,200/0/default.jpg", 200, 200),
        .init("0,0,100,100/^pct:200/0/default.jpg", 200, 200),
        .init("0,0,100,100/^!200,400/0/default.jpg", 200, 200),
      ]),
  ]

  init(options: OptionValues) {}

  func requiredFeatures(in version: APIVersion) -> Set<Feature> {
    let forms: Set<Feature> = [.sizeUpscaling, .regionByPx, .sizeByW, .sizeByH, .sizeByWh]
    return version.major == 2 ? forms : forms.union([.sizeByPct, .sizeByConfinedWh])
  }

  func steps(of iteration: Iteration) -> [[OperationRequest]] {
    let width = min(100, iteration.image.size.width)
    let height = min(100, iteration.image.size.height)
    let region = Region.pixels(x: 0, y: 0, width: width, height: height)
    var forms: [Size.Form] = [
      .width(2 * width), .height(2 * height), .exact(width: 2 * width, height: 2 * height),
    ]
    let isMarked = iteration.version.major >= 3
    if isMarked { forms += [.percent(200), .within(width: 2 * width, height: 4 * height)] }
    return forms.map { form in
      let request = ImageRequest(region: region, size: Size(form, upscales: isMarked))
      return [OperationRequest(request, of: iteration.image)]
    }
  }
}
