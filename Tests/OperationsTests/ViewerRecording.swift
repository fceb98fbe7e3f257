@testable import Configuration
@testable import IIIF
@testable import IIIFBench
@testable import Measuring
@testable import Support
/// What OpenSeadragon 4.1.1 asked for in Chromium, written down by the server: the requests of each
/// view, then `view` and the part of the image that was seen, in units of the image's width.
///
/// The viewer is the one that PyPI's dash-paperdragon 0.1.91 carries; put to the same views again, it
/// made the same requests, those of a burst in another order now and then.
/// The viewer was 1280 × 800 px; it was zoomed in by 2 four times at (0.7, 0.3) without animation,
/// and then moved by half a view three times.
enum ViewerRecording {
  /// Image API 2.1, an image of 2000 × 3000 px in tiles of 256 px.
  static let portrait = """
    info.json
    full/125,/0/default.jpg
    0,0,2000,2048/250,/0/default.jpg
    0,2048,2000,952/250,/0/default.jpg
    0,1024,1024,1024/256,/0/default.jpg
    0,0,1024,1024/256,/0/default.jpg
    1024,1024,976,1024/244,/0/default.jpg
    1024,0,976,1024/244,/0/default.jpg
    0,2048,1024,952/256,/0/default.jpg
    1024,2048,976,952/244,/0/default.jpg
    512,1024,512,512/256,/0/default.jpg
    1024,1024,512,512/256,/0/default.jpg
    512,1536,512,512/256,/0/default.jpg
    1024,1536,512,512/256,/0/default.jpg
    512,512,512,512/256,/0/default.jpg
    0,1024,512,512/256,/0/default.jpg
    1024,512,512,512/256,/0/default.jpg
    1536,1024,464,512/232,/0/default.jpg
    0,1536,512,512/256,/0/default.jpg
    1536,1536,464,512/232,/0/default.jpg
    512,2048,512,512/256,/0/default.jpg
    1024,2048,512,512/256,/0/default.jpg
    0,512,512,512/256,/0/default.jpg
    1536,512,464,512/232,/0/default.jpg
    0,2048,512,512/256,/0/default.jpg
    1536,2048,464,512/232,/0/default.jpg
    512,0,512,512/256,/0/default.jpg
    1024,0,512,512/256,/0/default.jpg
    512,2560,512,440/256,/0/default.jpg
    1024,2560,512,440/256,/0/default.jpg
    0,0,512,512/256,/0/default.jpg
    1536,0,464,512/232,/0/default.jpg
    0,2560,512,440/256,/0/default.jpg
    1536,2560,464,440/232,/0/default.jpg
    view -0.700000 -0.000000 2.400000 1.500000
    1024,1024,256,256/256,/0/default.jpg
    1024,768,256,256/256,/0/default.jpg
    1280,1024,256,256/256,/0/default.jpg
    1280,768,256,256/256,/0/default.jpg
    768,1024,256,256/256,/0/default.jpg
    768,768,256,256/256,/0/default.jpg
    1024,1280,256,256/256,/0/default.jpg
    1024,512,256,256/256,/0/default.jpg
    1280,1280,256,256/256,/0/default.jpg
    1280,512,256,256/256,/0/default.jpg
    768,1280,256,256/256,/0/default.jpg
    1536,1024,256,256/256,/0/default.jpg
    1536,768,256,256/256,/0/default.jpg
    768,512,256,256/256,/0/default.jpg
    512,1024,256,256/256,/0/default.jpg
    512,768,256,256/256,/0/default.jpg
    1536,1280,256,256/256,/0/default.jpg
    1024,1536,256,256/256,/0/default.jpg
    1536,512,256,256/256,/0/default.jpg
    1280,1536,256,256/256,/0/default.jpg
    512,1280,256,256/256,/0/default.jpg
    1024,256,256,256/256,/0/default.jpg
    768,1536,256,256/256,/0/default.jpg
    512,512,256,256/256,/0/default.jpg
    1280,256,256,256/256,/0/default.jpg
    1792,1024,208,256/208,/0/default.jpg
    1792,768,208,256/208,/0/default.jpg
    768,256,256,256/256,/0/default.jpg
    1536,1536,256,256/256,/0/default.jpg
    1792,1280,208,256/208,/0/default.jpg
    1792,512,208,256/208,/0/default.jpg
    1536,256,256,256/256,/0/default.jpg
    256,1024,256,256/256,/0/default.jpg
    256,768,256,256/256,/0/default.jpg
    512,1536,256,256/256,/0/default.jpg
    512,256,256,256/256,/0/default.jpg
    1024,1792,256,256/256,/0/default.jpg
    256,1280,256,256/256,/0/default.jpg
    1280,1792,256,256/256,/0/default.jpg
    256,512,256,256/256,/0/default.jpg
    768,1792,256,256/256,/0/default.jpg
    1792,1536,208,256/208,/0/default.jpg
    1792,256,208,256/208,/0/default.jpg
    1536,1792,256,256/256,/0/default.jpg
    256,1536,256,256/256,/0/default.jpg
    512,1792,256,256/256,/0/default.jpg
    256,256,256,256/256,/0/default.jpg
    0,1024,256,256/256,/0/default.jpg
    0,768,256,256/256,/0/default.jpg
    1792,1792,208,256/208,/0/default.jpg
    0,1280,256,256/256,/0/default.jpg
    0,512,256,256/256,/0/default.jpg
    256,1792,256,256/256,/0/default.jpg
    0,1536,256,256/256,/0/default.jpg
    0,256,256,256/256,/0/default.jpg
    0,1792,256,256/256,/0/default.jpg
    view -0.000000 0.150000 1.200000 0.750000
    view 0.350000 0.225000 0.600000 0.375000
    view 0.384091 0.174432 0.581818 0.363636
    view 0.396591 0.146307 0.581818 0.363636
    view 0.105682 0.328125 0.581818 0.363636
    view -0.185227 0.509943 0.581818 0.363636
    view -0.290909 0.509943 0.581818 0.363636
    """

  /// Image API 3.0, an image of 9000 × 6000 px in tiles of 512 px.
  static let landscape = """
    info.json
    full/282,188/0/default.jpg
    0,0,8192,6000/512,375/0/default.jpg
    8192,0,808,6000/51,375/0/default.jpg
    4096,0,4096,4096/512,512/0/default.jpg
    4096,4096,4096,1904/512,238/0/default.jpg
    0,0,4096,4096/512,512/0/default.jpg
    0,4096,4096,1904/512,238/0/default.jpg
    8192,0,808,4096/101,512/0/default.jpg
    8192,4096,808,1904/101,238/0/default.jpg
    4096,2048,2048,2048/512,512/0/default.jpg
    2048,2048,2048,2048/512,512/0/default.jpg
    4096,0,2048,2048/512,512/0/default.jpg
    4096,4096,2048,1904/512,476/0/default.jpg
    2048,0,2048,2048/512,512/0/default.jpg
    2048,4096,2048,1904/512,476/0/default.jpg
    6144,2048,2048,2048/512,512/0/default.jpg
    6144,0,2048,2048/512,512/0/default.jpg
    6144,4096,2048,1904/512,476/0/default.jpg
    0,2048,2048,2048/512,512/0/default.jpg
    0,0,2048,2048/512,512/0/default.jpg
    0,4096,2048,1904/512,476/0/default.jpg
    8192,2048,808,2048/202,512/0/default.jpg
    8192,0,808,2048/202,512/0/default.jpg
    8192,4096,808,1904/202,476/0/default.jpg
    view -0.033333 0.000000 1.066667 0.666667
    5120,2048,1024,1024/512,512/0/default.jpg
    5120,3072,1024,1024/512,512/0/default.jpg
    4096,2048,1024,1024/512,512/0/default.jpg
    4096,3072,1024,1024/512,512/0/default.jpg
    6144,2048,1024,1024/512,512/0/default.jpg
    5120,1024,1024,1024/512,512/0/default.jpg
    6144,3072,1024,1024/512,512/0/default.jpg
    4096,1024,1024,1024/512,512/0/default.jpg
    5120,4096,1024,1024/512,512/0/default.jpg
    6144,1024,1024,1024/512,512/0/default.jpg
    3072,2048,1024,1024/512,512/0/default.jpg
    4096,4096,1024,1024/512,512/0/default.jpg
    3072,3072,1024,1024/512,512/0/default.jpg
    6144,4096,1024,1024/512,512/0/default.jpg
    3072,1024,1024,1024/512,512/0/default.jpg
    7168,2048,1024,1024/512,512/0/default.jpg
    7168,3072,1024,1024/512,512/0/default.jpg
    3072,4096,1024,1024/512,512/0/default.jpg
    7168,1024,1024,1024/512,512/0/default.jpg
    2048,2048,1024,1024/512,512/0/default.jpg
    7168,4096,1024,1024/512,512/0/default.jpg
    2048,3072,1024,1024/512,512/0/default.jpg
    2048,1024,1024,1024/512,512/0/default.jpg
    2048,4096,1024,1024/512,512/0/default.jpg
    view 0.333333 0.150000 0.533333 0.333333
    5632,2560,512,512/512,512/0/default.jpg
    5632,2048,512,512/512,512/0/default.jpg
    5120,2560,512,512/512,512/0/default.jpg
    6144,2560,512,512/512,512/0/default.jpg
    5632,3072,512,512/512,512/0/default.jpg
    5120,2048,512,512/512,512/0/default.jpg
    6144,2048,512,512/512,512/0/default.jpg
    5120,3072,512,512/512,512/0/default.jpg
    6144,3072,512,512/512,512/0/default.jpg
    5632,1536,512,512/512,512/0/default.jpg
    4608,2560,512,512/512,512/0/default.jpg
    6656,2560,512,512/512,512/0/default.jpg
    5120,1536,512,512/512,512/0/default.jpg
    4608,2048,512,512/512,512/0/default.jpg
    6144,1536,512,512/512,512/0/default.jpg
    4608,3072,512,512/512,512/0/default.jpg
    6656,2048,512,512/512,512/0/default.jpg
    6656,3072,512,512/512,512/0/default.jpg
    4608,1536,512,512/512,512/0/default.jpg
    6656,1536,512,512/512,512/0/default.jpg
    view 0.516667 0.225000 0.266667 0.166667
    view 0.608333 0.262500 0.133333 0.083333
    view 0.622854 0.261679 0.129293 0.080808
    view 0.558207 0.302083 0.129293 0.080808
    4608,3584,512,512/512,512/0/default.jpg
    5120,3584,512,512/512,512/0/default.jpg
    4096,3072,512,512/512,512/0/default.jpg
    4096,3584,512,512/512,512/0/default.jpg
    view 0.493561 0.342487 0.129293 0.080808
    3584,3072,512,512/512,512/0/default.jpg
    3584,3584,512,512/512,512/0/default.jpg
    view 0.428914 0.342487 0.129293 0.080808
    """
}
