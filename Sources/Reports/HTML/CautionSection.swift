import Decisions
import IIIFBench

/// The warnings of the run and the remarks about its cells.
struct CautionSection {
  var model: ReportModel

  var section: ReportSection? {
    let texts = RunSentence.warnings(model.result)
    let remarks = Remark.remarks(in: model.summary)
    let work = model.audit.workFindings
    guard !texts.isEmpty || !remarks.isEmpty || !work.isEmpty else { return nil }
    let items =
      texts.map { "<li>\($0)</li>" as HTML }
      + work.map { "<li>\(AuditSection.mark) \($0.sentence) <a href=\"#audit\">Answers</a></li>" }
      + WorkWords.prices(model.verdicts).map { "<li>\($0)</li>" as HTML }
      + remarks.map { "<li>\($0.text) <span class=\"cells\">\($0.subject(naming: 3))</span></li>" }
    let legend =
      model.marks.cells.isEmpty ? HTML.empty : "<p class=\"note\">\(WorkMarks.legend)</p>"
    return ReportSection(
      id: "warnings", title: "Warnings and remarks", isWarning: true,
      content: "<ul>\(items.joined())</ul>\(legend)")
  }
}
