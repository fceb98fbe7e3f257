@testable import ChildProcess
@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import LoadGenerator
@testable import Support
import TestSupport
/// A valid study that uses every key.
enum StudyFixture {
  static let text = """
    question: Which server is faster?
    servers: [one, two@fast]
    operations: [full, {crop: {width: 1024, align: true}}]
    formats: [jpeg-q90, jp2-10x]
    concurrency: [1, 10]
    rate: [2.5]
    images: {source: sample, count: 6}
    api: 3
    blocks: 2
    duration: 1.5
    warm-up: 0.3
    fail-if: ["p99(crop, server=two) > 500ms", errors(*) > 0]
    picture-sample: 20

    """
}
