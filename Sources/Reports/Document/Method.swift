import Ledger

extension Index {
    func definitions() -> [Report.Passage] {
        func term(_ title: Phrase, _ text: String) -> Report.Passage { .init(title: say(title), paragraphs: [text]) }
        let people = input.people.map { say(.termPeopleOne, ["name": $0.name, "role": say.role($0.role)]) }
        let channels = Channel.allCases.filter { channel in standing.contains { $0.event.channel == channel } }
        let topics = Set(standing.flatMap(\.event.topics)).sorted()
        let zones = Set(standing.compactMap { $0.event.occurred?.zone }).union([input.zone.name]).sorted()
        return [
            term(
                .termPeople,
                people.isEmpty ? say(.termPeopleNone) : say(.termPeopleText, ["people": people.joined(separator: "; ")])
            ),
            term(.termEntry, say(.termEntryText)),
            term(.termContact, say(.termContactText)),
            term(
                .termChannels,
                channels.isEmpty
                    ? say(.termChannelsNone)
                    : say(.termChannelsText, ["channels": say.list(channels.map { say.channels($0) })])),
            term(
                .termTopics,
                topics.isEmpty ? say(.termTopicsNone) : say(.termTopicsText, ["topics": say.list(topics)])),
            term(.termDay, say(.termDayText)),
            term(.termZones, say(.termZonesText, ["zones": say.list(zones), "home": input.zone.name])),
            term(.termOccurred, say(.termOccurredText)), term(.termRecorded, say(.termRecordedText)),
        ] + (anchors.isEmpty ? [] : [term(.termStamps, say(.termStampsText))]) + [
            term(.termGap, say(.termGapText)),
            term(.termWords, say(input.choices.redactsAddresses ? .termWordsRedactedText : .termWordsText)),
            term(.termBreach, say(.termBreachText)), term(.termCannotTell, say(.termCannotTellText)),
            term(.termException, say(.termExceptionText)), term(.termChecked, say(.termCheckedText)),
        ]
    }

    func method() -> [Report.Passage] {
        func passage(_ title: Phrase, _ paragraphs: Phrase...) -> Report.Passage {
            .init(title: say(title), paragraphs: paragraphs.map { say($0) })
        }
        return [
            passage(.methodLog, .methodLogChain, .methodLogNothingDeleted, .methodLogImported),
            passage(.methodFindings, .methodFindingsBoth, .methodFindingsAmended, .methodFindingsCounts),
            passage(.methodCheck, .methodCheckVerify, .methodCheckCompare, .methodCheckFiles),
        ] + sourceFiles() + [
            passage(.methodText, .methodTextHidden),
            passage(
                .methodLimits, .methodLimitsTrue, .methodLimitsClock, .methodLimitsDays, .methodLimitsOneParty,
                .methodLimitsRules),
        ]
    }
}
