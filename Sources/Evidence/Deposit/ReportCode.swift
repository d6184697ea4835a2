import Reports

extension LayoutParts {
    /// The report's checkpoint as a QR code; nil in a build without the package trait `QR`.
    package static func code(of report: Report) -> Reports.QRCode? {
        QRCode(Array(report.cover.head.checkpoint.utf8)).map { code in
            Reports.QRCode(size: code.rows.count, modules: code.rows.flatMap(\.self), label: report.codeLabel)
        }
    }
}
