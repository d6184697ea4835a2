# Every command that prints data, with --json, each at least once; Tests/CLITests/SchemaTests.swift runs it.
# `j SCHEMA ARGUMENT…` runs `daybook --json ARGUMENT…` and keeps what it prints as out/$count.

P="--passphrase-file pass --no-input"
printf 'a long passphrase of a test\n' >pass
printf 'They said: see you at six.\n' >words
printf 'A correction.\n' >reason
cat >rules.toml <<'END'
title = "Plan"
source = "Plan of 12 January 2025"
[[rule]]
id = "quiet-nights"
kind = "hours"
clause = "No contact between 9 pm and 7:30 am, except in an emergency."
source = "Section 5, paragraph 2"
binds = "both"
zone = "Europe/London"
quiet = [{ from = 21:00:00, until = 07:30:00 }]
exceptions = ["emergency"]
[[rule]]
id = "child-topics"
kind = "topics"
clause = "Communication shall be limited to schooling and health."
binds = "both"
allowed = ["school", "health"]
[rule.words]
school = ["teacher"]
money = ["rent"]
END
cat >contacts.jsonl <<'END'
{"id":"a","channel":"text","from":"them","to":["me"],"occurred":{"start":"2025-02-10T22:10:00","zone":"Europe/London","source":"header"},"words":"the rent","addresses":[{"role":"from","value":"+447700900123"}],"sent":"2025-02-10T22:10:00","delivered":"2025-02-10T22:10:05","received":"2025-02-10T22:10:06","viewed":"2025-02-10T22:15:00"}
{"channel":"call","from":"them","to":"me","occurred":{"start":"2025-02-11T09:00","end":"2025-02-11T09:05"},"answered":true,"durationSeconds":300,"replyTo":"a","urgency":"urgent","exceptions":[{"name":"emergency","by":"them"}],"witnesses":["Pat"],"childPresent":true,"place":{"name":"school","latitude":"51.5","longitude":"-0.1","errorMetres":20},"thirdParty":{"name":"Pat","requestedBy":"them"},"account":"It was short."}
{"kind":"handover","due":"2025-02-13T18:00","actual":"2025-02-13T18:20"}
END
j init init --cost least --me 'Robin Ashdown' --them 'Jamie Ashdown' --zone Europe/London --recovery-out recovery $P
j people-add people add 'Jamie Ashdown' --role them --address +447700900123 $P
j people-list people list $P
j rules-adopt rules adopt rules.toml --effective-from 2025-01-01 $P
j rules-list rules list $P
j rules-explain rules explain $P
j rules-help rules help $P
j log log --channel text --from them --when '2025-03-04 21:00' --file words --topic school --attach reason --exception emergency --exception-by them --urgency urgent --place school --third-party Pat --requested-by them $P
j log log --kind handover --due '2025-03-06 18:00' --actual '2025-03-06 18:30' $P
j log log --kind incident --when 2025-03-05 --about --account-file words $P
j note note --file words $P
j amend amend 6 --topic health --reason-file reason $P
j retract retract 5 --reason-file reason $P
j release release 8 --yes $P
j show show 8 $P
j list list $P
j list list --all $P
j list list --from 2031-01-01 $P
j search search six $P
j show show 3 $P
j show show 0 $P
j show show 6 $P
j import import --dry-run jsonl contacts.jsonl $P
j import import jsonl contacts.jsonl $P
j import import jsonl contacts.jsonl $P
j bundle-file bundle --dry-run $P
j bundle-file bundle --out whole.zip --yes $P
j bundle-file bundle --out part.zip --from 2025-03-01 --withhold addresses,words:5 --withhold-reason 'not asked for' --yes $P
j prove prove 5
j check check $P
breach=$(grep -o '"id":"quiet-nights:[0-9]*"' out/$count | head -n 1 | cut -d'"' -f4)
j decide decide "$breach" dismiss --reason-file reason $P
topic=$(printf %s "$breach" | sed s/quiet-nights/child-topics/)
j decide decide "$topic" topic money $P
j check check --exit-code $P
j anchor-request anchor request --out query.tsq --no-input
digest=$(grep -o '"sha256":"[0-9a-f]*"' out/$count | cut -d'"' -f4 | sed 's/../\\x&/g')
{
    printf '\0OpenTimestamps\0\0Proof\0\xbf\x89\xe2\xe8\x84\xe8\x92\x94\1\x08'"$digest"
    printf '\0\x83\xdf\xe3\x0d\x2e\xf9\x0c\x8e\x19\x18https://calendar.example'
} >proof.ots
j anchor anchor add proof.ots $P
j anchor anchor list $P
j list list --all $P
j report-files report --out report $P
j report-files report --dry-run $P
j verify verify --no-input
j verify verify --open $P
j head head --no-input
j deposit deposit --out slip.html --no-input
j deposit deposit --no-input
j verify verify --no-input --checkpoint slip.checkpoint
j backup backup copy --no-input
j restore restore --yes copy $P
j rekey rekey --yes --new-passphrase-file pass --recovery-out recovery-new $P
j rules-try rules try --rules rules.toml --contacts contacts.jsonl --zone Europe/London --no-input
j doctor doctor --no-input
j demo demo --out demo
j schemas schema --no-input
head -c 20000 vault >short
j verify verify --vault short --no-input

# What it prints makes drafts for another book.
j list list $P
