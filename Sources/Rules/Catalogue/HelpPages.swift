/// What a person reads who writes a rule book, beside the documentation of each kind.
package enum HelpPages {
    package static let all: [(name: String, text: String)] = [("common", common), ("calendars", calendars)]

    static let common = """
        common: how a rule book is written, and the keys that every rule may have.

        A rule book is a text file in TOML. Each rule begins with a line [[rule]]; its keys follow, one a line. Text
        stands in quotation marks; a time is written 22:00:00 and a day 2026-03-04, without quotation marks; lists stand
        in brackets. Nothing is guessed: where the clause leaves something open, leave the key out. What it may mean is
        then tried, and where that decides, the answer is "cannot tell". One clause may need several rules. A book may
        begin with title = "…" and source = "…".

        id = "quiet-nights"
            Needed. By which findings cite the rule: small letters, digits and hyphens.
        kind = "hours"
            Needed. What sort of rule it is (daybook rules help shows them all).
        clause = "No calls after 9 pm."
            Needed. The wording, quoted.
        binds = "both"
            Needed. Whom it binds: "me", who keeps the log; "them", the other person; "both"; or a name as the list
            of people has it. ("Father" is nobody, unless somebody is listed by that name.)
        source = "Order of 2 March 2026, paragraph 4", benefits = "me"
            Where it stands, and whom it protects.
        zone = "Europe/London"
            Whose clock counts: a time zone, or "sender", "recipient", "child-home", "child-place". These follow from
            where people live, once in the book: [zones] with me, them and child-home, such as
            me = "Europe/London". Left out: only what holds on every clock that may be meant is found.
        channels = ["call", "text"]
            Which contacts it looks at: call, text, email, app, in-person, letter, social, payment, other. Each kind
            says what it takes if the key is left out.
        events = ["contact"]
            Which sorts of entry it looks at: contact, checkin, handover, missed, incident. Each kind has its own.
        looks-at = "initiated"
            Only contacts that the person began, or only "replies"; else all.
        to = ["Mia"]
            Looks at contact with these people, such as a child, and not at contact between the two.
        from = 2026-03-02, until = 2026-12-31, until-is = "inclusive"
            First and last day, and whether it still applies on the last ("inclusive") or not ("exclusive").
        starts = { on = "served", date = 2026-03-02, after-days = 10 }
            In place of from: what it begins with ("made", "served", "signed", or "event" with entry = 17, the number
            of the event's entry), and how many full days pass first. Without the day nothing is found yet.
        supersedes = ["old-hours"]
            Rules of this book that end when this one begins.
        not-on = ["holidays"], only-on = ["school-terms"], child-with = "other"
            Days of a calendar on which it does not apply, or alone applies; and with whom the child must be: "me",
            "them", "bound" (whose act is looked at) or "other" (the other one). See daybook rules help calendars.
        exceptions = ["emergency"]
            What the clause excepts. An entry has to claim it; then no breach is found, and a person decides. Where
            an entry is marked urgent or an emergency, that is a claim of "urgent" or "emergency".
        exception = [{ name = "emergency", at-word-of = "me", by-agreement = true, follow-up-hours = 24, shown-by = "me" }]
            An exception with conditions, one or several: who alone may claim it, that it needs a written agreement,
            that who claims it has to make contact again within so many hours, who has to show that it holds.
        by-agreement = true
            What was agreed in writing is allowed. An entry has to name the entry that holds the agreement; a person
            decides whether that covers it.
        vague = "whenever possible"
            Words of the clause that leave room. What would be a breach is then "cannot tell", for a person to weigh.
        trivial-minutes = 2
            An overrun of at most so many minutes is marked as trivial; the verdict stays. For kinds that measure time.

        What seems to be missing or late while an entry of the kind gap says that not everything was recorded is "cannot
        tell" under every rule: daybook log --kind gap.

        Try a book on a few contacts before it is adopted: daybook rules try. How each rule is read, with everything
        that is assumed: daybook rules explain FILE.
        """

    static let calendars = """
        calendars: days and times that rules refer to, such as holidays, school terms, and with whom the child is.

        [calendars]
        holidays = [2026-12-25, 2026-12-26]
        school-terms = [{ from = 2026-01-05, until = 2026-04-02 }]
        custody = [{ from = 2026-03-02, until = 2026-03-08, with = "me" }]
            Lists under names of the book's own choosing, of days and stretches of days (the last included). The list
            custody says with whom the child is: "me", "them" or a name. Once in the book, for all its rules; rules name
            the lists by not-on, only-on, due = [{ calendar = "…" }], and child-with looks at custody.

        birthday = [{ day-of-month = 12, months = ["may"] }]
        holidays = [{ in-month = ["fourth"], days = ["thu"], months = ["nov"] }, 2026-12-25]
        custody = [
          { days = ["fri", "sat", "sun"], every-weeks = 2, counted-from = 2026-03-06, with = "them" },
          { in-month = ["second"], days = ["sun"], months = ["may"], with = "me" },
        ]
            Days that come again and again, with the keys by which the kind checkin says when something is due
            (daybook rules help checkin): days, every-weeks, in-month, day-of-month, months, years, then. Where two
            lines of custody disagree, days that are named count before days that come again, and of those the later
            line. (A birthday on 29 February is day-of-month = "last", months = ["feb"], if it is kept on the 28th in
            other years.)

        A calendar file (.ics), as calendar programs export it, is given when the book is adopted or tried:
        daybook rules adopt FILE --calendar holidays.ics --calendar custody=family.ics
            All its events belong to the list that has the name before "=", else the file's name. The file is sealed
            with the book, so that the same one is used ever after.

        [calendar-titles]
        me = ["Mia with Alex"]
        them = ["Mia with Jamie"]
        school-terms = ["term"]
            By which whole words of their titles events are known: me and them say with whom the child is, any other
            name is a list to which the event belongs too. With whom the child is follows from these alone.
        """
}
