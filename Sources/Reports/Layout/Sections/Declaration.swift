import Ledger

/// Blank forms of declaration. Nothing is filled in, nothing is signed, and a lawyer checks the words.
extension LayoutBuilder {
    func declaration() -> [Block] {
        let forms: [[Block]] =
            switch report.cover.jurisdiction {
            case .us: [unswornDeclaration(), certificate(), exhibitSlip()]
            case .ew: [statementOfTruth(), exhibitSlip()]
            case .generic: [plainDeclaration(), exhibitSlip()]
            }
        // Each is a sheet of its own, to be taken out and signed or put on an exhibit.
        return [text(.declarationNote)] + forms.joined(separator: [.pageBreak])
    }

    private func form(_ title: Phrase, _ paragraphs: [Phrase], _ blanks: [Phrase]) -> [Block] {
        [.heading(level: 3, [Run(say(title))], anchor: nil), text(.lawyerToCheck, .state)]
            + paragraphs.map { text($0) } + blanks.map { .blank(say($0)) }
    }

    private func unswornDeclaration() -> [Block] {
        form(.us1746Title, [.us1746Text], [.blankExecutedOn, .blankSignature, .blankName])
    }

    private func certificate() -> [Block] {
        form(
            .us902Title, [.us902Intro, .us902Process, .us902Hash, .us902Result, .us902Notice],
            [
                .blankQualifications, .blankSystem, .blankProcess, .blankValues, .blankResult, .blankExecutedOn,
                .blankSignature, .blankName,
            ])
    }

    private func statementOfTruth() -> [Block] {
        form(
            .ewTruthTitle, [.ewTruthText, .ewTruthContempt], [.blankSignature, .blankName, .blankCapacity, .blankDate])
    }

    private func plainDeclaration() -> [Block] {
        form(.plainTitle, [.plainText], [.blankSignature, .blankName, .blankPlace, .blankDate])
    }

    private func exhibitSlip() -> [Block] {
        form(
            .slipTitle, [.slipText],
            [.blankMark, .blankAffidavitOf, .blankSwornOn, .blankBefore, .blankSignature])
    }
}
