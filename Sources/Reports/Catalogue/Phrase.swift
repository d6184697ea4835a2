/// Every phrase of a report, in English. Places in braces are filled; forms of a counted phrase are parted by `|`:
/// one, then more.
package enum Phrase: String, CaseIterable, Sendable {

    // MARK: Small words, numbers and times

    case and = "{first} and {last}"
    case none = "none"
    case yes = "yes"
    case no = "no"
    case notStated = "not stated"
    case notRecorded = "not recorded"
    case noneNamed = "None named"
    case entriesNamed = "entry {numbers}|entries {numbers}"
    case entryLink = "entry\u{A0}{numbers}"
    case entriesLink = "entries {numbers}"
    case markedInChronology = "marked in the chronology"
    case inTableBelow = "listed in the table"
    case inIndexOfFindings = "listed in the index of findings"
    case inList = "listed below, list {n}"
    case entryCount = "{n} entry|{n} entries"
    case noEntries = "no entries"
    case dayCount = "{n} day|{n} days"
    case weekCount = "{n} week|{n} weeks"
    case monthCount = "{n} month|{n} months"
    case stretchCount = "{n} stretch of {weeks} weeks|{n} stretches of {weeks} weeks"
    case caseCount = "{n} case|{n} cases"
    case breachCount = "{n} apparent breach|{n} apparent breaches"
    case noApparentBreach = "no apparent breach"
    case ruleCount = "{n} rule|{n} rules"
    case furtherCount = "{n} more"
    case eventCount = "{n} contact or event|{n} contacts and events"
    case contactCount = "{n} contact|{n} contacts"
    case gapCount = "{n} gap in recording is stated|{n} gaps in recording are stated"
    case bytes = "{n} byte|{n} bytes"
    case days = "{n}\u{A0}d"
    case hours = "{n}\u{A0}h"
    case minutes = "{n}\u{A0}min"
    case seconds = "{n}\u{A0}s"
    case months = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    case longMonths = "January|February|March|April|May|June|July|August|September|October|November|December"
    case weekdays = "Mon|Tue|Wed|Thu|Fri|Sat|Sun"
    case day = "{day}\u{A0}{month}\u{A0}{year}"
    case weekdayAndDay = "{weekday} {day}"
    case weekdayAndHour = "{weekday}, {from} to {until}"
    case dateAndTime = "{date}, {time}"
    case dayOnly = "{date}, time of day not stated"
    case aboutTime = "about\u{A0}{time}"
    case untilTime = "until {time}"
    case fromTo = "{from} to {until}"
    case weekFrom = "week from {day}"
    case weeksFrom = "{weeks} weeks from {day}"
    case monthAndYear = "{month}\u{A0}{year}"
    case periodBoth = "{from} to {until}, both days included"
    case periodFrom = "From {from} on"
    case periodUntil = "Up to and including {until}"
    case periodWhole = "The whole log"
    case timeUnknown = "Time not known"
    case timeNotKnown = "Time of the event not known."
    case timeNotKnownFor = "The time is not known for {entries}."
    case toTheSecond = "To the second"
    case toTheMinute = "To the minute"
    case approximate = "Approximate"
    case dayOnlyKnown = "Day only"
    case fromClock = "own clock"
    case fromCallLog = "call log"
    case fromHeader = "message header"
    case fromMemory = "memory"
    case timeBasis = "{precision}, from {source}."
    case timeBasisZone = "{precision}, from {source}; zone {zone}, {zoneFrom}."
    case zoneFromFile = "as the source names it"
    case zoneStated = "stated"
    case zoneAssumed = "home zone assumed"
    case contemporaneous = "contemporaneous"
    case later = "later"
    case reconstructed = "reconstructed"
    case gapAfter = "{time} after ({label})"
    case gapBefore = "{time} before the time stated ({label})"
    case gapUnknown = "at an unknown distance from the event"
    case afterStamp = "after {time} (entry {entry})"
    case beforeStamp = "before {time} (entry {entry})"

    // MARK: People, kinds, channels

    case keeperUnnamed = "the person who keeps this record"
    case otherUnnamed = "the other person"
    case personNotStated = "person not stated"
    case roleMe = "keeps this record"
    case roleThem = "the other person in it"
    case roleChild = "child"
    case roleThird = "third party"
    case kindContact = "Contact"
    case kindCheckin = "Check-in"
    case kindHandover = "Handover"
    case kindMissed = "Missed event"
    case kindIncident = "Incident"
    case kindGap = "Gap in recording"
    case kindNote = "Note"
    case kindSetup = "Beginning of the log"
    case kindPerson = "Person"
    case kindRules = "Rule book"
    case kindDecision = "Decision"
    case kindRetract = "Retraction"
    case kindImport = "Import"
    case kindSource = "Source file"
    case kindRestore = "Restoration"
    case kindExport = "Export"
    case kindAnchor = "Time anchor"
    case kindRekey = "New keys"
    case kindRelease = "Release"
    case channelCall = "Call"
    case channelAttempt = "Call attempt"
    case channelText = "Text message"
    case channelEmail = "E-mail"
    case channelApp = "App message"
    case channelInPerson = "In person"
    case channelLetter = "Letter"
    case channelSocial = "Social media"
    case channelPayment = "Payment"
    case channelOther = "Other channel"
    case channelsCall = "Calls and call attempts"
    case channelsText = "Text messages"
    case channelsEmail = "E-mails"
    case channelsApp = "App messages"
    case channelsLetter = "Letters"
    case channelsPayment = "Payments"
    case channelsOther = "Other channels"
    case formMessage = "message"
    case formVoicemail = "voicemail"
    case formReaction = "reaction"
    case formEdit = "edit"
    case urgencyRoutine = "routine"
    case urgencyUrgent = "urgent"
    case urgencyEmergency = "emergency"
    case partHeading = "heading"
    case partEvent = "event"
    case partAddresses = "addresses"
    case partWords = "words"
    case partAccount = "account"
    case partAttachments = "attachments"
    case partAttachment = "attachment {n}"
    case withinMetres = ", within {n} m"
    case locator = "{format} file {file}…, {bytes} from byte {offset}"
    case timeAsWritten = ", time as written {time}"
    case atRequestOf = ", at the request of {name}"
    case addressFrom = "from {address}"
    case addressTo = "to {address}"
    case addressWithheld = "[address withheld]"

    // MARK: Facts of an entry

    case factKind = "Kind"
    case factOccurred = "Occurred"
    case factEnded = "Ended"
    case factTimeBasis = "Basis of the time"
    case factChannel = "Channel"
    case factFrom = "From"
    case factTo = "To"
    case factWords = "Words"
    case factAccount = "Own account"
    case factAttachments = "Attachments"
    case factReplyTo = "In reply to"
    case factDuration = "Duration"
    case factAnswered = "Answered"
    case factAttempt = "Attempt only"
    case factForm = "Form"
    case factUrgency = "Urgency"
    case factTopics = "Topics"
    case factTopicsDecided = "Topics decided"
    case factTopicsDecidedText = "{topics}, in entry {entry}"
    case factSent = "Sent"
    case factDelivered = "Delivered"
    case factReceived = "Received"
    case factViewed = "Viewed"
    case factDue = "Due"
    case factActual = "Took place"
    case factPlace = "Place"
    case factWitnesses = "Witnesses"
    case factChildPresent = "Child present"
    case factExceptions = "Exception claimed"
    case factRequest = "Follows the request in"
    case factAgreement = "Relies on the agreement in"
    case factThirdParty = "Passed on by"
    case factAddresses = "Addresses"
    case factWithheld = "Withheld here"
    case factSource = "Imported from"
    case factReleased = "Recorded as private"
    case factReleasedText = "in entry {entry}; released by entry {by}, recorded {time}"
    case factLine = "{label}: {text}."
    case exceptionBy = "{name} (claimed by {person})"
    case exceptionByNobody = "{name} (not said by whom)"
    case exceptionInEntry = "{exception}, entry {entry}"

    // MARK: Corrections

    case amendedBy = "Amended by {entries}; shown as amended."
    case retractedBy = "Retracted by entry {entry}; shown, but counted as retracted only."
    case amends = "Entry {new} amends entry {old}"
    case retracts = "Entry {new} retracts entry {old}"
    case amendedByHand = "Entry {old} was imported; entry {new} was made by hand."
    case noReason = "No reason is recorded."
    case noCorrections = "No entry shown here was amended or retracted."
    case correctionsSentence = "Amended: {amended}. Retracted: {retracted}. Old and new versions are both shown."
    case correctionsNote = "Nothing is overwritten: the first version and every later one are kept, with the reason."
    case recordedOn = "Recorded {time}."
    case firstVersion = "First version: entry {entry}."
    case reasonIs = "Reason: {reason}"
    case columnChanged = "Changed"
    case columnOld = "Entry {entry} (old)"
    case columnNew = "Entry {entry} (new)"

    // MARK: Findings

    case apparentBreach = "Apparent breach"
    case cannotTell = "Cannot tell"
    case fine = "Fine"
    case breachOfRule = "Apparent breach of rule {rule}"
    case cannotTellUnderRule = "Cannot tell under rule {rule}"
    case confirmedBy = "Confirmed by {name} (entry {entry})"
    case dismissedBy = "Dismissed by {name} (entry {entry})"
    case topicSetBy = "Topic set by {name} (entry {entry})"
    case decisionConfirmed = "Confirmed"
    case decisionDismissed = "Dismissed"
    case decisionNone = "Not decided"
    case noEntriesUnderRule = "No entries of {name} in this report fall under the rule."
    case ruleDoesNotBind = "Not checked for {name}: the rule does not bind {name}."
    case checkedOf = "Checked {what} of {name}: {found}."
    case checkedOfUnclear = "Checked {what} of {name}: {found}; cannot tell in {unclear}."
    case weeksCounted = "Weeks counted, by first day: {days}."
    case daysCounted = "Days counted: {days}."
    case stretchesCounted = "Stretches of {weeks} weeks counted, by first day: {days}."
    case monthsCounted = "Months counted: {days}."
    case checkedTitle = "Checked under rule {rule}, {name}"
    case checkedList = "Checked: {entries}."
    case resultsCaption = "Findings under rule {rule}, {name}"
    case resultsNote = """
        Both people are tested by the same rules. Each finding names the entries it rests on. A decision is told \
        where the person who keeps the record made one; it changes no verdict.
        """
    case noRulesChecked = "No rules were in force; nothing was checked."
    case noFindings = "No apparent breach was found, and nothing was left undecided."
    case findingsIndexText = """
        Every finding with the entries that it rests on. A number leads to the finding, an entry number to the \
        entry.
        """
    case topicDecidedIn = "The topic was decided in entry {entry}."
    case missing = "Missing: {fact}"
    case exceptionClaimed = "Exception claimed: {exception}"
    case exceptionAccepted = "Exception claimed, and the finding dismissed: {exception}"
    case findingID = "id {id}"
    case findingPeriod = "{period}; id {id}"
    case ruleNumber = "Rule {n}"
    case ruleTitle = "Rule {n}: {id}"

    // MARK: Rules

    case noRules = "No rules were adopted for this period; nothing was checked."
    case wordingQuoted = "The wording, quoted"
    case ruleSource = "Source"
    case ruleBinds = "Binds"
    case ruleInForce = "In force"
    case ruleVersion = "Version"
    case ruleFrom = "from {day}"
    case ruleUntilIncluded = "until {day}, that day included"
    case ruleUntilNotIncluded = "until {day}, that day not included"
    case ruleUntilUnclear = "until {day}; the wording does not say whether that day is included"
    case ruleNoDates = "no dates stated"
    case ruleBookIn = "entry {entry}"
    case ruleBookRecorded = ", recorded {time}"
    case ruleBookApplied = ", applied from {time}"
    case ruleBookIs = "rule book in {book}"
    case ruleHours = "When there may be contact"
    case ruleNoContact = "No contact, or only through someone"
    case ruleFrequency = "How often there may or must be contact"
    case ruleResponse = "Within what time a contact is to be answered"
    case ruleChannels = "By which channels contact may be made"
    case ruleTopics = "What contact may be about"
    case ruleHandover = "When the child changes hands, and what is owed when someone is late"
    case ruleCheckin = "What is to be done at set times"
    case ruleNotice = "Notice to be given before or after an event"
    case rulePlace = "Where meetings and handovers take place, and who is there"
    case ruleDistance = "How near to a place or person someone may come"
    case ruleConduct = "How messages are to be written"
    case ruleDuration = "How long calls, visits or absences may or must last"
    case ruleAssumed = "Assumed: {text}"
    case howRead = "How the program reads it, and what it assumes"

    // MARK: Cover, summary, what this is

    case windowTitle = "Record of contacts"
    case preparedBy = "Prepared by a party: {name}"
    case coverCourt = "Court and case"
    case coverReference = "Reference"
    case coverFor = "For"
    case coverExportNumber = "Export number"
    case coverPeople = "People"
    case coverPeriod = "Period"
    case coverZone = "Time zone"
    case coverEntries = "Entries"
    case coverMade = "Made"
    case coverHead = "Head number"
    case coverRoot = "Root hash"
    case madeBy = "{time}, by {program}"
    case zoneText = "{zone}; every time is also given in UTC"
    case countsText = "{inLog} in the log: {shown} shown here, {withheld} not shown."
    case headText = "To read out; it stands for all {entries} of the log."
    case toCheck = "To check it"
    case contents = "Contents"
    case codeNote = "The signed checkpoint of the log, to be scanned and kept."
    case codeLabel = "QR code of the signed checkpoint; its text stands at the end of the section on method."
    case isRendering = """
        A rendering of entries in a log. They are numbered in the order in which they were recorded, and are \
        cited by that number.
        """
    case isUnchanged = """
        The entries are unchanged since they were recorded; anyone can check this with the head number on the \
        first page.
        """
    case isWorkedOut = """
        Apparent breaches were worked out by a program from the rules as quoted, for both people alike. Each \
        names its entries and its reason.
        """
    case isNotTrue = "It does not show that an entry is true, or that the log is complete."
    case isNotConclusion = "It draws no legal conclusions. An apparent breach is a question for a person to decide."
    case isNotStatement = "It is not a witness statement, and not legal advice."
    case whatThisIs = "What this is"
    case whatThisIsNot = "What this is not"
    case checkBundle = """
        This report is part of a bundle. READ-ME-FIRST.txt, beside it, says how to check the whole with common \
        tools.
        """
    case checkBundleCommand = "With the bundle's one file, run: daybook-verify FILE"
    case checkBundleCompare = """
        Compare the head number that it prints with the one on this page, and with one heard from the person who \
        keeps the log or from whoever was given it earlier.
        """
    case checkLog = "On the computer that holds the log, run: daybook verify"
    case checkLogSays = "It says whether entries are unchanged, and prints the head number."
    case checkLogCompare = "That number equals the head number on this page unless the log has grown since."
    case nothingShown = "No contacts or events are shown in this report."
    case summaryNoRules = "No rules were adopted; nothing was checked."
    case summaryRules = "Checked against {rules}, quoted with their source."
    case summaryRulesOf = "Checked against {rules}, of: {sources}."
    case summaryShown = "{events} shown."
    case summaryShownOn = "{events} shown, on {day}."
    case summaryShownFromTo = "{events} shown, from {from} to {until}."
    case summaryPerson = "{name}: {events}; {checked} checked against a rule; {breaches}; cannot tell in {unclear}."
    case summaryDecided = """
        Of {breaches} apparent breaches {name} confirmed {confirmed} and dismissed {dismissed}; {undecided} are \
        not decided. Entries in which an exception is claimed: {claims}.
        """
    case summaryLeftOut = "{sentence} The log states no gaps in recording."
    case summaryLeftOutGaps = "{sentence} {gaps}."
    case summaryNotShown = """
        {n} entry of the log is not shown, and is listed under “{title}” ({groups}).|{n} entries of the log are \
        not shown, and are listed under “{title}” ({groups}).
        """
    case summaryNotShownGroup = "{title}: {n}"
    case recordingSentence = """
        Recorded within 24 hours of the event: {contemporaneous}; within 30 days: {later}; reconstructed after \
        that: {reconstructed}; time of the event not known: {unknown}.
        """
    case sideBySide = "Both people side by side. Each count lists its entries."
    case columnCounted = "Counted"
    case columnOthers = "Others, or not stated"
    case rowEvents = "Contacts and events by"
    case rowNoChannel = "Without a channel"
    case rowChecked = "Entries checked against a rule"
    case rowBreaches = "Apparent breaches"
    case rowConfirmed = "Confirmed by {name}"
    case rowDismissed = "Dismissed by {name}"

    // MARK: Definitions

    case termPeopleOne = "{name} ({role})"
    case termPeopleText = "{people}. A name in an entry that is none of these is as the entry gives it."
    case termPeopleNone = "No people are named in the log."
    case termEntry = "Entry"
    case termEntryText = "One record in the log. Its number is its place in the log, from 0."
    case termContact = "Contacts and events"
    case termContactText = """
        Contacts are calls, messages and meetings, also attempts. Events are check-ins, handovers, missed events \
        and incidents.
        """
    case termChannels = "Channels"
    case termChannelsText = "As the entries state them; in this report: {channels}."
    case termChannelsNone = "No entry shown names a channel."
    case termTopicsText = "As a person set them; the program sets none. In this report: {topics}."
    case termTopicsNone = "As a person set them; the program sets none. No entry shown names a topic."
    case termDay = "Day and week"
    case termDayText = """
        A civil day on the clock of the entry; a week is seven days from Monday. Where a rule names its own zone \
        or its own first day of the week, that counts for its findings.
        """
    case termZones = "Time zones"
    case termZonesText = """
        Each time is given with its offset and in UTC. Zones of entries shown: {zones}. The log's home zone is \
        {home}.
        """
    case termOccurredText = "When the event took place, as the source or the person says."
    case termRecorded = "Recorded"
    case termRecordedText = "When this computer's clock said the entry was made. No option can set it."
    case termStamps = "Time stamps of others"
    case termStampsText = """
        Authorities outside have stamped states of the log with their time. An entry is later than every stamp \
        that was in the log before it, and existed no later than the first stamp that covers it.
        """
    case termGap = "Gap, contemporaneous"
    case termGapText = """
        Time from the end of the event to its first recording: contemporaneous within 24 hours, later within 30 \
        days, reconstructed after that. The limits are a convention of the program, not law.
        """
    case termWordsText = "What was said or written, verbatim. What the person adds is kept apart as own account."
    case termWordsRedactedText = """
        What was said or written, verbatim but for addresses that the log knows, which are replaced by a note in \
        brackets. What the person adds is kept apart as own account.
        """
    case termBreachText = "By the facts in the entries named, the rule as quoted appears not to have been kept."
    case termCannotTellText = "A fact is missing or the wording is not clear; the finding names which."
    case termException = "Exception"
    case termExceptionText = """
        A ground on which the rule as quoted does not apply, as the person named claims it. Whether it holds is \
        for a person to decide.
        """
    case termChecked = "Checked"
    case termCheckedText = """
        Entries, or days or weeks where a rule counts by these, on which any verdict under the rule rests: the \
        denominator.
        """

    // MARK: Chronology

    case chronologyNote = """
        In order of time; entries whose time is not known stand last. Words are verbatim. Where no zone is \
        named, the source named none and the home zone was assumed. “Source 1” stands for the file that an entry \
        was imported from, X1 for an exhibit, F1 for a finding.
        """
    case columnWhen = "When"
    case columnWhat = "What was recorded"
    case from = "from {name}"
    case to = "to {names}"
    case incoming = "(incoming)"
    case outgoing = "(outgoing)"
    case ownAccount = "Own account of {name}"
    case exhibitLine = "{exhibit}: {name}, {type}, {bytes}; SHA-256 {hash}"
    case recordedAt = "Recorded {gap}: {time}."
    case stampsAround = "Time stamps of others: {text}."
    case sourceNumber = "Source {n}"
    case fineUnder = "Fine under rule {rules}.|Fine under rules {rules}."

    // MARK: Patterns

    case patternsNone = "No contacts with a known day are shown."
    case patternsNote = """
        Counts, not conclusions. Only contacts are counted here, by the person they came from, as they stand \
        now; retracted ones are not. Days and hours are those of each entry's own clock.
        """
    case patternsDays = "{days}, from {from} to {until}."
    case patternsFrequency = "{name}: {contacts}, on {with} of {of}; on the day with the most, {most}."
    case patternsUncounted = """
        Not counted, because the day or the sender is not known or another person sent it: {entries}.
        """
    case patternsUncountedTitle = "Not counted in patterns"
    case patternsDaysTitle = "Day by day"
    case patternsHoursTitle = "Hours of the week"
    case patternsWeeksTitle = "Week by week and by channel"
    case patternsPausesTitle = "Days without contact"
    case patternsBurstsTitle = "Many contacts in a short time"
    case patternsRepliesTitle = "Time until the other's next message"
    case patternsUntimed = "Of a known day but no known time, and so not placed in an hour: {entries}."
    case patternsUntimedTitle = "Without a time of day"
    case patternsNoPauses = "Neither person was without contact for three days in a row."
    case patternsPausesNote = """
        Three days or more in a row, within the days counted, without a contact from the person. A day without \
        entries does not show that there was no contact.
        """
    case patternsNoBursts = "No rule asks for bursts to be shown, or none was found."
    case patternsBurstsNote = "Shown because a rule asks for it. No clause forbids them; they are not findings."
    case patternsRepliesNote = """
        From the first message that was not yet followed by one of the other person to the next message of that \
        person on the same channel. Whether it answers is not judged.
        """
    case hoursSentence = """
        {name}: {contacts} of known time of day; within hours that a rule closes wholly or in part: {within}.
        """
    case hoursSentencePlain = "{name}: {contacts} of known time of day."
    case daysSentence = "{name}: contact on {with} of {days}; apparent breaches on {breaches} of them."
    case hatched = """
        Hatched: hours that rule {rules} closes wholly or in part.|Hatched: hours that rules {rules} close \
        wholly or in part.
        """
    case hoursKey = """
        Largest circle: {n} contact in that hour of the week; area for number.|Largest circle: {n} contacts in \
        that hour of the week; area for number.
        """
    case daysKey = "One column a day. A diamond marks a day with an apparent breach of that person."
    case daysKeyWeeks = "One column for seven days. A diamond marks seven days with an apparent breach of that person."
    case incomingAbove = "{name}, above the line"
    case outgoingBelow = "{name}, below the line"
    case repliesSentence = """
        {name}: {n} next message, after {all}.|{name}: {n} next messages; half within {half}, all within {all}.
        """
    case repliesNone = "{name}: no next messages with a known time."
    case repliesKey = """
        Highest column: {n} message. Dashed: half had come by then.|Highest column: {n} messages. Dashed: half \
        had come by then.
        """
    case illustrative = "Illustrative: the entries listed are the record."
    case figureHours = "Contacts by day and hour of the week"
    case figureDays = "Contacts by day"
    case figureReplies = "Time until the other's next message, on a logarithmic scale"
    case figureDue = "What was due, by date"
    case columnDay = "Day"
    case columnHour = "Day and hour"
    case columnWeek = "Week"
    case columnDays = "Days"
    case columnFromTo = "From and to, both included"
    case columnShown = "What is shown"
    case columnMessage = "Message"
    case columnNext = "Next message"
    case columnBy = "Of"
    case columnAfter = "After"

    // MARK: Schedule

    case scheduleConfirmed = """
        {n} finding that the person who keeps the record confirmed.|{n} findings that the person who keeps the \
        record confirmed.
        """
    case scheduleChosen = """
        {n} finding, as the person who prepared this report chose it.|{n} findings, as the person who prepared \
        this report chose them.
        """
    case scheduleEmpty = "No findings were chosen for the schedule, and none was confirmed."
    case scheduleNote = """
        The last three columns are for the other person and the court to fill in. A schedule of single events \
        may not show a pattern; see the section on patterns.
        """
    case allegation = "{name}: {verdict}, rule {rule}. {reason}"
    case columnNumber = "No."
    case columnDate = "Date"
    case columnAllegation = "Allegation"
    case columnEvidence = "Evidence"
    case columnResponse = "Response"
    case columnResponseReference = "Ref."
    case columnCourtFinding = "Finding of the court"

    // MARK: What was due

    case noDueEvents = "No check-ins, handovers or missed events are shown in this report."
    case dueEventCount = "{n} check-in, handover or missed event|{n} check-ins, handovers and missed events"
    case dueSentence = """
        {events} shown. By the time due: {notAfter}. After the time due: {after}. Missed: {missed}. Time due or \
        actual time not recorded: {unknown}.
        """
    case evidenceAccount = "Own account."
    case recordedAsMissed = "recorded as missed"
    case tookPlaceAtTime = "took place at the time due"
    case tookPlaceAfter = "took place {time} after the time due"
    case tookPlaceBefore = "took place {time} before the time due"
    case dueKept = "By the time due"
    case dueLate = "After the time due"
    case columnEvent = "Event"
    case columnActual = "Actual"
    case columnDifference = "Difference"

    // MARK: Exhibits

    case noExhibits = "No files are attached to the entries shown."
    case exhibitsNote = """
        Attached files in the order of their entries. Each names the contacts between the same people around it, \
        each within a day of the next, so that none stands alone. Pictures are shown reduced; the file itself \
        has the hash.
        """
    case exhibitEntry = "Attached to entry {entry}, file {place}."
    case obtained = "How obtained: {how}"
    case importedFrom = "Imported from {source}."
    case threadOf = "The contacts around it: {entries}."
    case pictureCaption = "X{n}: {name}"
    case pictureAlternative = "The attached picture, exhibit X{n}, as it was kept"
    case fileBeyondRoom = """
        Not shown here: the exhibits before it are as many bytes of pictures as this report holds. It is the \
        file with SHA-256 {hash}.
        """
    case fileTooLarge = "The file is larger than this report shows. It is the file with SHA-256 {hash}."
    case fileNotAtHand = "The file is not shown here. It is the file with SHA-256 {hash}."
    case fileInPageAlone = """
        Pictures of this kind are not shown in report.pdf, but report.html shows this one. It is the file with \
        SHA-256 {hash}.
        """
    case fileOfOtherKind = "Not a PNG, JPEG or GIF picture; not shown here. It is the file with SHA-256 {hash}."
    case fileBroken = """
        The picture could not be read: it ends early or its parts do not fit together. It is the file with \
        SHA-256 {hash}.
        """
    case columnExhibit = "Exhibit"
    case columnFile = "File"
    case columnShownFile = "As shown"

    // MARK: Left out

    case leftOutPrivate = "Private entries"
    case leftOutPrivateText = "Sealed under another key; no report can contain them."
    case leftOutPeriod = "Outside the period"
    case leftOutPeriodText = "Contacts and events with dates outside the period of this report."
    case leftOutKeeping = "Book-keeping entries"
    case leftOutKeepingText = """
        They keep the log itself: its beginning, people, imports, rule books and decisions not cited here.
        """
    case leftOutWithheld = "Withheld entries"
    case leftOutWithheldText = "Evidence that is in the log and not in the bundle that this report belongs to."
    case leftOutOther = "Other entries"
    case leftOutOtherText = "In the log, but not chosen for this report."
    case noneLeftOut = "Every entry of the log is shown in this report; none is left out."
    case leftOutSentence = """
        {n} entry of the log is not shown, for these reasons.|{n} entries of the log are not shown, for these \
        reasons.
        """
    case partsWithheld = "Of entries shown, these parts are withheld:"
    case partWithheld = "{part} of {entries}{reason}"
    case redactedNone = "Addresses were to be replaced; none that the log knows stands in an entry shown."
    case redactedIn = "Addresses are replaced by a note in brackets in {count}: {numbers}."
    case redactedOnly = """
        Replaced are the telephone numbers, e-mail addresses and handles that the log knows. Names, places, what \
        pictures show and addresses that the log does not know are as they were.
        """
    case gapIn = "Gap in recording: {text}"
    case gapStatedWhy = "{from} to {until}: {account}"
    case gapLost = """
        the log went on from a copy of {here}; what the state seen before, of {before}, had beyond that copy is not in it
        """
    case noGaps = "The log states no gaps in recording."
    case columnLeftOut = "Left out"
    case columnCount = "Count"
    case listTitle = "List {n}: {title}"

    // MARK: Method

    case methodLog = "How the log is kept"
    case methodLogChain = """
        Each entry is sealed with the fingerprint (SHA-256) of the one before it, and all of them are leaves of \
        one hash tree whose head is signed. To change, remove or insert an entry changes the head. The bytes \
        that are hashed are the stored bytes.
        """
    case methodLogNothingDeleted = """
        Nothing is edited or deleted. An amendment or retraction is a new entry that names the old one.
        """
    case methodLogImported = """
        Words that were imported are taken from the source file as they stand there, with the place of their \
        bytes in it.
        """
    case methodFindings = "How findings are made"
    case methodFindingsBoth = """
        Every contact is checked against the version of the rules then in force, for each person whom a rule \
        binds, by the same steps. Verdicts are: apparent breach, fine, cannot tell.
        """
    case methodFindingsAmended = """
        An entry that was amended is checked and counted once, as it stands now. Retracted entries are shown and \
        counted as retracted only.
        """
    case methodFindingsCounts = "Every count in this report lists the entries it counts."
    case methodCheck = "How to check"
    case methodCheckVerify = """
        Whoever holds the log runs “daybook verify”: it checks every entry, the chain, the tree and the \
        signature, and prints the head number. No passphrase is needed for this.
        """
    case methodCheckCompare = """
        Compare the head number with the one on the first page. If the log has grown since, its head number is \
        another one; the checkpoint below names the size and root to compare with.
        """
    case methodCheckFiles = """
        The same facts are in report.json, and the chronology in contacts.csv, beside this document. In \
        contacts.csv a cell that a spreadsheet would run as a formula has an apostrophe put before it; \
        report.json has the text as it is.
        """
    case sourceFiles = "Source files"
    case sourceLine = "Source {number}: {format}, SHA-256 {hash}"
    case sourceFilesText = "Where the bytes of each entry stand in them is listed at the end of this section."
    case methodText = "How text is shown"
    case methodTextHidden = """
        Words are shown in their own script and direction. Characters that cannot be seen and could change how \
        text reads are shown by name: control characters as symbols such as ␀, direction controls by code such \
        as [U+202E].
        """
    case methodLimits = "Limits"
    case methodLimitsTrue = "That entries are unchanged does not show that they are true when recorded."
    case methodLimitsClock = "The recorded time is this computer's clock, which its owner can set before recording."
    case methodLimitsDays = "A day without entries does not show that there was no contact."
    case methodLimitsOneParty = "The log was kept by one party. The other person may hold records that differ."
    case methodLimitsRules = "Rules are read by a program; its reading and assumptions are printed with each rule."
    case missingGlyphsTitle = "Characters without a glyph"
    case missingGlyphsText = """
        No typeface at hand when the pages were made has a glyph for these characters; report.html and \
        report.json hold them as they are.
        """
    case emojiTitle = "Emoji"
    case emojiText = """
        Each emoji in the words and accounts shown, with its code points and Unicode's names for them. How one \
        looks differs from device to device.
        """
    case checkpoint = "Checkpoint"
    case checkpointText = "The signed head of the log that this report rests on."
    case sourcePlaces = "Source {n}: where its entries stand"
    case columnEmoji = "Emoji here"
    case columnCodePoints = "Code points"
    case columnName = "Name"
    case columnByte = "At byte"
    case columnBytes = "Bytes"
    case columnTimeWritten = "Time as written"

    // MARK: Declarations

    case declarationNote = """
        Forms only. Nothing here was filled in or signed by the program, and none is part of the record.
        """
    case lawyerToCheck = "A lawyer is to check these words before anyone signs them."
    case us1746Title = "Unsworn declaration (28 U.S.C. § 1746)"
    case us1746Text = "I declare under penalty of perjury that the foregoing is true and correct."
    case us902Title = "Certificate of a qualified person (Federal Rules of Evidence 902(13) and 902(14))"
    case us902Intro = "I am qualified, by what is stated below, to certify the following about the records named."
    case us902Process = """
        The records were generated by, or copied from, an electronic process or system that produces an accurate \
        result, as described below.
        """
    case us902Hash = """
        Copies were compared by their SHA-256 hash values, which are listed below or in the bundle's manifest, \
        and were found to be the same.
        """
    case us902Result = """
        This certifies authenticity only. It says nothing about whether the content is true, and leaves other \
        objections open.
        """
    case us902Notice = """
        Before trial or hearing the proponent gives written notice of the intent to offer the record, and makes \
        record and certificate available for inspection.
        """
    case ewTruthTitle = """
        Statement of truth (England and Wales, CPR Practice Direction 22 and FPR Practice Direction 17A)
        """
    case ewTruthText = "I believe that the facts stated in this document are true."
    case ewTruthContempt = """
        I understand that proceedings for contempt of court may be brought against anyone who makes, or causes \
        to be made, a false statement in a document verified by a statement of truth without an honest belief in \
        its truth.
        """
    case plainTitle = "Declaration"
    case plainText = """
        I declare that, to the best of my knowledge and belief, the facts that I recorded in the entries shown \
        are true.
        """
    case slipTitle = "Exhibit slip for an affidavit"
    case slipText = "This is the document with the mark below that is referred to in the affidavit of the person named."
    case blankExecutedOn = "Executed on"
    case blankSignature = "Signature"
    case blankName = "Full name"
    case blankCapacity = "Position held, if any"
    case blankDate = "Date of signing"
    case blankPlace = "Place of signing"
    case blankQualifications = "Qualifications"
    case blankSystem = "System"
    case blankProcess = "Process"
    case blankValues = "Hash values compared"
    case blankResult = "Result"
    case blankMark = "Mark"
    case blankAffidavitOf = "Affidavit of"
    case blankSwornOn = "Sworn or affirmed on"
    case blankBefore = "Before"

    // MARK: Titles and what stands on every page

    case numberedTitle = "{number}. {title}"
    case titleSummary = "Summary"
    case titleFindings = "Index of findings"
    case titleAbout = "What this is, and what it is not"
    case titleDefinitions = "Definitions"
    case titleRules = "Rules in force"
    case titleChronology = "Chronology"
    case titleCited = "Entries cited"
    case titleThreads = "Entries around the exhibits"
    case titleResults = "Apparent breaches by rule"
    case titlePatterns = "Patterns"
    case titleSchedule = "Schedule"
    case titleDue = "Missed and late events"
    case titleExhibits = "Exhibits"
    case titleCorrections = "Amendments and retractions"
    case titleLeftOut = "Entries left out, and gaps"
    case titleLists = "Lists of entries counted"
    case titleMethod = "Method, checking and limits"
    case titleDeclaration = "Declarations, blank"
    case columnFinding = "Finding"
    case columnReason = "Reason"
    case pageOf = "Page {page} of {pages}"
    case footEntries = "Entries {first} to {last}"
    case footEntry = "Entry {first}"
    case footRoot = "Root {start}"
    case skip = "Skip to the chronology"
    case columnVerdict = "Verdict"
    case columnRule = "Rule"
    case dueMissed = "Missed"
    case dueUnknown = "Not recorded"
}

/// Phrases that English says alike and another language may not.
extension Phrase {
    static let ruleKind = Phrase.factKind
    static let termPeople = Phrase.coverPeople
    static let termTopics = Phrase.factTopics
    static let termOccurred = Phrase.factOccurred
    static let termWords = Phrase.factWords
    static let termBreach = Phrase.apparentBreach
    static let termCannotTell = Phrase.cannotTell
    static let columnEntry = Phrase.termEntry
    static let columnPerson = Phrase.kindPerson
    static let columnDecision = Phrase.kindDecision
    static let columnEntries = Phrase.coverEntries
    static let columnBreaches = Phrase.rowBreaches
    static let columnDue = Phrase.factDue
    static let rowUndecided = Phrase.decisionNone
    static let rowCannotTell = Phrase.cannotTell
}
