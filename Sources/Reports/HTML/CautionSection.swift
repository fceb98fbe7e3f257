import Support
import Decisions
import IIIFBench

/// What the reader must know before comparing: the run's warnings and the cells' remarks.
struct CautionSection {
  var model: ReportModel

  var html: HTML {
    let texts = RunSentence.warnings(model.result)
    let remarks = Remark.remarks(in: model.summary)
    let work = model.audit.groups.flatMap(\.differences).filter(\.aspect.decidesWork)
    guard !texts.isEmpty || !remarks.isEmpty || !work.isEmpty else { return .empty }
    let items =
      texts.map { "<li>\($0)</li>" as HTML }
      + unique(work.map(\.sentence)).map { "<li>\($0) <a href=\"#audit\">Which answers</a></li>" }
      + remarks.map { "<li>\($0.text) <span class=\"cells\">\($0.subject(naming: 3))</span></li>" }
    return """
      <section id="warnings" class="warnings"><h2>Before you compare</h2>
      <ul>\(items.joined())</ul></section>
      """
  }
}
