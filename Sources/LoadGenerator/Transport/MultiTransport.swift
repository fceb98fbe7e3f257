import CCurl

/// Sends requests with libcurl's multi interface.
final class MultiTransport: Transport {
  private(set) var name = "libcurl"

  private let plan: LoadPlan
  private let verification: any ResponseVerification
  private let thread: Int
  private let multi: UnsafeMutableRawPointer
  private let headerSets: HeaderSets
  private var transfers: [MultiTransfer?]
  private var nextSweep: Nanoseconds = 0
  /// Requests that have ended but have not been returned yet.
  private var ended: [LoadExchange] = []
  private var priorKnowledge: PriorKnowledge?
  private let timer = DeadlineTimer()
  private(set) var connectionsOpened = 0

  init?(plan: LoadPlan, verification: any ResponseVerification, thread: Int, slots: Int) {
    guard Libcurl.isReady, let multi = curl_multi_init() else { return nil }
    self.plan = plan
    self.verification = verification
    self.thread = thread
    self.multi = multi
    headerSets = HeaderSets(plan)
    transfers = Array(repeating: nil, count: slots)
    curl_multi_setopt_long(multi, CURLMOPT_MAXCONNECTS, slots)
    let streams = plan.connections.streamsPerConnection
    curl_multi_setopt_long(multi, CURLMOPT_MAX_CONCURRENT_STREAMS, streams)
    guard plan.connections.version != .http1 else { return }
    if plan.connections.version == .http2PriorKnowledge, PriorKnowledge.isNeeded {
      priorKnowledge = PriorKnowledge()
    }
    let connections = priorKnowledge == nil ? (slots + streams - 1) / streams : 1
    curl_multi_setopt_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, connections)
  }

  func start(slot: Int, request: Int, at now: Nanoseconds) {
    let transfer = transfer(at: slot)
    transfer.begin(
      request: request, plan.requests.requests[request], at: now,
      headers: headerSets.ofRequest[request], list: headerSets.list(ofRequest: request))
    add(transfer)
  }

  private func transfer(at slot: Int) -> MultiTransfer {
    if let transfer = transfers[slot] { return transfer }
    let transfer = MultiTransfer(
      slot: slot, plan: plan, verifier: verification.makeVerifier(thread: thread))
    transfers[slot] = transfer
    return transfer
  }

  /// Passes a transfer to libcurl.
  private func add(_ transfer: MultiTransfer) {
    let admission = priorKnowledge?.admit(transfer.slot)
    if admission == .wait { return }
    if let admission { transfer.speakHTTP2(fromFirstByte: admission == .connect) }
    curl_multi_add_handle(multi, transfer.handle)
  }

  func wait(until deadline: Nanoseconds) -> Nanoseconds {
    var running: Int32 = 0
    curl_multi_perform(multi, &running)
    if let exchange = nextFinished() {
      ended.append(exchange)
      return 0
    }
    let now = Clock.now()
    if now >= nextSweep { sweep(now) }
    let wait = min(deadline, nextSweep) - now
    guard wait > 0, ended.isEmpty else { return 0 }
    timer.poll(multi, for: wait)
    return Clock.now() - now
  }

  func nextEnded() -> LoadExchange? { ended.popLast() ?? nextFinished() }

  /// The next request that libcurl has finished, if any.
  private func nextFinished() -> LoadExchange? {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard let handle = message.pointee.easy_handle else { continue }
      let result = message.pointee.data.result
      var context: UnsafeMutableRawPointer?
      curl_easy_getinfo_pointer(handle, CURLINFO_PRIVATE, &context)
      guard let context else { continue }
      let transfer = Unmanaged<MultiTransfer>.fromOpaque(context).takeUnretainedValue()
      if transfer.shouldRetry(result) {
        curl_multi_remove_handle(multi, handle)
        curl_multi_add_handle(multi, handle)
        continue
      }
      let exchange = transfer.end(result)
      connectionsOpened += transfer.connectionsOpened
      if transfer.connectionsOpened > 0 {
        name = transfer.spokeHTTP2 ? "libcurl, HTTP/2" : "libcurl"
      }
      curl_multi_remove_handle(multi, handle)
      admitWaiting(after: transfer, succeeded: result == CURLE_OK)
      return exchange
    }
    return nil
  }

  private func admitWaiting(after transfer: MultiTransfer, succeeded: Bool) {
    let admitted = priorKnowledge?.ended(
      transfer.slot, succeeded: succeeded, openedConnection: transfer.connectionsOpened > 0)
    for slot in admitted ?? [] { add(self.transfer(at: slot)) }
  }

  /// Ends transfers that exceed a time limit.
  private func sweep(_ now: Nanoseconds) {
    nextSweep = now + plan.timeouts.granularity
    for case .some(let transfer) in transfers where transfer.isPending {
      guard let fault = transfer.exceededLimit(now) else { continue }
      curl_multi_remove_handle(multi, transfer.handle)
      let exchange = transfer.abort(fault, at: now)
      admitWaiting(after: transfer, succeeded: false)
      ended.append(exchange)
    }
  }

  func close() {
    for case .some(let transfer) in transfers {
      curl_multi_remove_handle(multi, transfer.handle)
      transfer.free()
    }
    transfers = []
    curl_multi_cleanup(multi)
    headerSets.free()
  }
}

extension Timeouts {
  /// The interval of checks for exceeded limits: a twentieth of the shortest limit, from 1 to 100 ms.
  var granularity: Nanoseconds {
    let shortest = [connect, firstByte, idle, total].map(\.nanoseconds).min() ?? 0
    return min(max(shortest / 20, 1_000_000), 100_000_000)
  }
}

/// The distinct sets of header fields of a plan, as lists for libcurl.
final class HeaderSets {
  /// The index of the set of each request.
  let ofRequest: [Int]
  private let lists: [HeaderList]

  init(_ plan: LoadPlan) {
    var known: [[HeaderField]: Int] = [:]
    var lists: [HeaderList] = []
    ofRequest = plan.requests.requests.map { request in
      if let index = known[request.headers] { return index }
      known[request.headers] = lists.count
      lists.append(HeaderList(request.headers + [plan.credentials?.headerField].compactMap(\.self)))
      return lists.count - 1
    }
    self.lists = lists
  }

  /// The list of a request.
  func list(ofRequest request: Int) -> UnsafeMutablePointer<curl_slist>? {
    lists[ofRequest[request]].list
  }

  func free() { for list in lists { list.free() } }
}
