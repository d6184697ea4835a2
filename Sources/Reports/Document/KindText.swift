import Ledger

/// The words for what an entry's fields say.
extension Catalogue {
    func kind(_ kind: Event.Kind) -> String {
        switch kind {
        case .contact: self(.kindContact)
        case .checkin: self(.kindCheckin)
        case .handover: self(.kindHandover)
        case .missed: self(.kindMissed)
        case .incident: self(.kindIncident)
        case .gap: self(.kindGap)
        case .note: self(.kindNote)
        case .setup: self(.kindSetup)
        case .person: self(.kindPerson)
        case .rules: self(.kindRules)
        case .decision: self(.kindDecision)
        case .retract: self(.kindRetract)
        case .import: self(.kindImport)
        case .source: self(.kindSource)
        case .restore: self(.kindRestore)
        case .export: self(.kindExport)
        case .anchor: self(.kindAnchor)
        case .rekey: self(.kindRekey)
        case .release: self(.kindRelease)
        }
    }

    func channel(_ channel: Channel, attempt: Bool = false) -> String {
        switch channel {
        case .call: attempt ? self(.channelAttempt) : self(.channelCall)
        case .text: self(.channelText)
        case .email: self(.channelEmail)
        case .app: self(.channelApp)
        case .inPerson: self(.channelInPerson)
        case .letter: self(.channelLetter)
        case .social: self(.channelSocial)
        case .payment: self(.channelPayment)
        case .other: self(.channelOther)
        }
    }

    func channels(_ channel: Channel) -> String {
        switch channel {
        case .call: self(.channelsCall)
        case .text: self(.channelsText)
        case .email: self(.channelsEmail)
        case .app: self(.channelsApp)
        case .inPerson: self(.channelInPerson)
        case .letter: self(.channelsLetter)
        case .social: self(.channelSocial)
        case .payment: self(.channelsPayment)
        case .other: self(.channelsOther)
        }
    }

    /// `zone` is left out where it is that one and was assumed.
    func occurred(_ occurred: Occurred?, home zone: String? = nil) -> String {
        guard let occurred else { return self(.timeNotKnown) }
        let precision: Phrase =
            switch occurred.precision {
            case .second: .toTheSecond
            case .minute: .toTheMinute
            case .about: .approximate
            case .day: .dayOnlyKnown
            }
        let source: Phrase =
            switch occurred.source {
            case .clock: .fromClock
            case .callLog: .fromCallLog
            case .header: .fromHeader
            case .memory: .fromMemory
            }
        if occurred.zoneFrom == .home, occurred.zone == zone {
            return self(.timeBasis, ["precision": self(precision), "source": self(source)])
        }
        let zoneFrom: Phrase =
            switch occurred.zoneFrom {
            case .file: .zoneFromFile
            case .stated: .zoneStated
            case .home: .zoneAssumed
            }
        return self(
            .timeBasisZone,
            [
                "precision": self(precision), "source": self(source), "zone": occurred.zone,
                "zoneFrom": self(zoneFrom),
            ])
    }

    func gap(_ gap: RecordingGap?) -> String {
        guard let gap else { return self(.gapUnknown) }
        let values: KeyValuePairs = ["time": duration(gap.seconds), "label": self(Self.phrase(gap.label))]
        return gap.seconds < 0 ? self(.gapBefore, values) : self(.gapAfter, values)
    }

    private static func phrase(_ label: RecordingGap.Label) -> Phrase {
        switch label {
        case .contemporaneous: .contemporaneous
        case .later: .later
        case .reconstructed: .reconstructed
        }
    }

    func place(_ place: Place) -> String {
        var text = place.name ?? ""
        if let latitude = place.latitude, let longitude = place.longitude {
            text += (text.isEmpty ? "" : " ") + "(\(latitude), \(longitude))"
        }
        if let error = place.errorMetres { text += self(.withinMetres, ["n": "\(error)"]) }
        return text
    }

    /// Short: the source file is named in full in the method section, the bytes' own hash in the JSON.
    func locator(_ locator: Locator) -> String {
        let text = self(
            .locator,
            [
                "format": locator.format, "file": String(Hex.encode(locator.fileSHA256).prefix(12)),
                "bytes": count(locator.byteCount, .bytes), "offset": "\(locator.byteOffset)",
            ])
        return text + (locator.rawTime.map { self(.timeAsWritten, ["time": $0]) } ?? "")
    }

    func role(_ role: Person.Role) -> String {
        switch role {
        case .me: self(.roleMe)
        case .them: self(.roleThem)
        case .child: self(.roleChild)
        case .third: self(.roleThird)
        }
    }

    func reason(_ reason: LeftOutReason) -> (title: String, text: String) {
        switch reason {
        case .private: (self(.leftOutPrivate), self(.leftOutPrivateText))
        case .outsidePeriod: (self(.leftOutPeriod), self(.leftOutPeriodText))
        case .bookkeeping: (self(.leftOutKeeping), self(.leftOutKeepingText))
        case .withheld: (self(.leftOutWithheld), self(.leftOutWithheldText))
        case .other: (self(.leftOutOther), self(.leftOutOtherText))
        }
    }

    func form(_ form: Form) -> String {
        switch form {
        case .message: self(.formMessage)
        case .voicemail: self(.formVoicemail)
        case .reaction: self(.formReaction)
        case .edit: self(.formEdit)
        }
    }

    func urgency(_ urgency: Urgency) -> String {
        switch urgency {
        case .routine: self(.urgencyRoutine)
        case .urgent: self(.urgencyUrgent)
        case .emergency: self(.urgencyEmergency)
        }
    }

    func part(_ part: Disclosure.Part, attachment: Int?) -> String {
        if let attachment { return self(.partAttachment, ["n": "\(attachment)"]) }
        return switch part {
        case .heading: self(.partHeading)
        case .event: self(.partEvent)
        case .addresses: self(.partAddresses)
        case .words: self(.partWords)
        case .account: self(.partAccount)
        case .attachments: self(.partAttachments)
        }
    }

    /// What rules of a kind are about; the kind's name if it is not known here.
    func ruleKind(_ kind: String) -> String {
        let text: Phrase? =
            switch kind {
            case "hours": .ruleHours
            case "no-contact": .ruleNoContact
            case "frequency": .ruleFrequency
            case "response": .ruleResponse
            case "channels": .ruleChannels
            case "topics": .ruleTopics
            case "handover": .ruleHandover
            case "checkin": .ruleCheckin
            case "notice": .ruleNotice
            case "place": .rulePlace
            case "distance": .ruleDistance
            case "conduct": .ruleConduct
            case "duration": .ruleDuration
            default: nil
            }
        return text.map { self($0) } ?? kind
    }

    func verdict(_ verdict: ReportFinding.Verdict) -> String {
        switch verdict {
        case .breach: self(.apparentBreach)
        case .cannotTell: self(.cannotTell)
        case .fine: self(.fine)
        }
    }
}
