"""Common synonyms of the catalog's fields and words.

To add a word, add it to its row of `TABLE`, or add a row. On the left are the words, separated by commas; case,
hyphens and spaces do not matter. On the right are the options to suggest, joined by "or"; or, if no option matches,
a sentence that starts with a capital letter.
"""

from __future__ import annotations

from collections.abc import Mapping

_ELSEWHERE = "Write it in the community's own page, docs/cops/ID.md"

# By the title of a record for the names of its fields, and by the name of a field for its values.
TABLE: Mapping[str, Mapping[str, str]] = {
    "the catalog": {
        "organization, organisation, org": "association",
        "tags, tag, subjects, subject, topic, categories, category, keywords, themes": "topics",
        "role, positions, officers, jobs": "roles",
        "cops, cop, groups, group, community, entries, communities of practice, interest groups": "communities",
    },
    "the association": {
        "title, full name, organization, organisation, org": "name",
        "acronym, abbreviation, abbr, initials, short, nickname, shortname": "short_name",
        "email, e-mail, mail, address, contact email, contact address, contacts": "contact",
        "portal, membership portal, members portal, login, membership": "member_portal",
        "timezone, tz, zone, time": "time_zone",
        "server, lists, mailing lists, mail server, list host": "list_server",
        "repo, repository, repo url, source, edit": "edit_url",
        "issues, issue, issues url, bugs, bug url, tracker, report url, feedback": "issue_url",
        "website, web site, url, homepage, home page, site, link, web": "There is no field for the association's own "
        "website. Link to it in a page, such as docs/index.md",
    },
    "the member portal": {
        "title, label": "name",
        "address, link, href, website, web site, login, web": "url",
        "list, mailing lists": "lists",
    },
    "a list server": {
        "software, service, provider, platform, type, program, name, system": "manager",
        "server, domain, hostname, address, url": "host",
    },
    "a role": {
        "title, label": "name",
        "description, about, abstract, duties, details": "summary",
        "page, file, handbook, guide, link, url": "chapter",
        "time, workload, effort, commitment": "hours",
        "length, duration, period, terms, years": "term",
        "places, count, number, positions, max, maximum, vacancies, seat": "seats",
        "people, person, holder, holders": "People stand in a community's entry, under `people`",
    },
    "a community": {
        "slug, key, identifier, handle, code": "id",
        "title, label, heading, group": "name",
        "description, about, abstract, blurb, intro, introduction, overview, details, text": "summary or purpose",
        "mission, goal, goals, aim, aims, charter, objective, objectives, scope": "purpose",
        "audience, for, target, suited for, suitable for, who": "suits",
        "tags, tag, subjects, subject, topic, categories, category, keywords, themes, areas, interests": "topics",
        "state, stage, phase, active, lifecycle": "status",
        "started, start, start date, founded, created, established, date": "since",
        "reviewed, last reviewed, checked, updated, last updated, verified, confirmation": "confirmed",
        "replaced by, merged into, merged with, moved to, next, successors": "successor",
        "previously, aliases, former ids, former id, old id, old ids, renamed from, previous ids": "formerly",
        "mailing list, mailinglist, listserv, email list, lists, discussion list": "list",
        "leads, lead, leader, leaders, organizers, organisers, organizer, organiser, chairs, chair, cochairs, "
        "facilitators, facilitator, coordinators, coordinator, conveners, convener, moderators, officers, team, staff, "
        "contacts, roles, seats": "people",
        "organization, organisation, org, association": "The association stands once, at the top of the file",
        "website, web site, url, homepage, home page, link, links, site, web, social, facebook, linkedin": "There is "
        f"no field for a web address. {_ELSEWHERE}",
        "chat, slack, discord, teams, forum, zulip, matrix, whatsapp, signal, irc": "There is no field for a chat. "
        f"{_ELSEWHERE}",
        "meeting, schedule, calendar, events, event, zoom, when, time, calls, next meeting, dates": "meetings",
        "need, training, trainings, issues, issue, wishes, questions, gaps, emerging issues, concerns": "needs",
        "resource, resources, files, file, documents, library, recordings": "Resources stand in a file of their own, "
        "data/resources.yaml, each with the communities that it belongs to",
        "location, place, region, city, county, where": f"There is no field for a place. {_ELSEWHERE}",
        "email, e-mail, mail, address, contact": "There is no field for a community's address. Its mailing list is "
        "`list`, and who runs it is in `people`",
        "members, member, participants, subscribers": "There is no field for members: they are on the mailing list. "
        "Who may join is `open_to` in `list`",
        "archive, open to, approval, host, manager, tried, usual wait, archive open to, join url": "It is a field of "
        "a list. Write it within `list`",
    },
    "a confirmation": {
        "on, true, day, when, at, reviewed, checked": "date",  # `on` was its name; YAML 1.1 reads that as true
        "who, role, person, from, author, confirmed by, reviewer": "by",
    },
    "a list": {
        "list, list name, id, title": "name",
        "address, email, e-mail, mail": "name or host",
        "server, domain, hostname": "host",
        "software, service, provider, platform, program, type, system, list manager": "manager",
        "access, open, open for, audience, visibility, privacy, members, membership, who can join, join": "open_to",
        "moderated, moderation, approved, approve, approval by": "approval",
        "wait, delay, waiting time": "usual_wait",
        "archives, archive url, history": "archive",
        "url, link, website, web site, web, homepage": "archive or join_url",
        "archive access, archive visibility, public archive, archives open to": "archive_open_to",
        "tested, last tried, checked, verified, last tested": "tried",
        "confirm, confirmations": "confirmation",
        "owner, owners, keeper, moderator, maintainer, list owner": "contact",
        "subscribe, subscribe url, signup, sign up, signup url, form, join form, register": "join_url",
        "unsubscribe, unsubscribe url, leave form, leave": "leave_url",
        "commands, command, robot": "command_address",
        "separator": "delimiter",
    },
    "a seat": {
        "person, full name, who, holder, facilitator": "name",
        "organization, organisation, org, institution, employer, workplace, affiliation, company, college": "library",
        "start, starts, since, begin, begins, start date, started": "from",
        "end, ends, to, till, til, end date, expires, ended, through, thru": "until",
        "email, e-mail, mail, phone, telephone, address, contact": "There is no field for an address or a telephone "
        "number, because everyone can read the catalog. Remove it",
        "title, position, role, job": "The role is the name above its seats. Remove this",
    },
    "the resources": {
        "resource, entries, items, documents, files, links, library": "resources",
    },
    "a resource": {
        "slug, key, identifier, handle, code": "id",
        "name, label, heading": "title",
        "description, about, abstract, details, text": "summary",
        "type, format, category, genre": "kind",
        "link, href, address, website, web site, web, location": "url",
        "path, attachment, document, filename, file name, download, pdf": "file",
        "author, authors, creator, made by, maker, source, publisher, library, owner": "by",
        "added, created, published, year, when, day, on": "date",
        "rights, copyright, licence, terms": "license",
        "tags, tag, subjects, subject, topic, categories, keywords, themes": "topics",
        "community, cop, cops, groups, group, belongs to": "communities",
        "language, lang, langs, in": "languages",
        "accessibility, access, a11y": "accessible",
        "supersedes, replaced, instead of, previous, old": "replaces",
        "replaced by, superseded by, next": "The newer resource names the older one, in its field `replaces`",
        "removed, deleted, retired, obsolete, archived, expired, status, withdrawal": "withdrawn",
    },
    "a withdrawal": {
        "on, true, day, when, at, since": "date",
        "why, because, note, comment": "reason",
    },
    "a meeting": {
        "name, subject, summary, event, topic, heading, label, id": "title",
        "start, begins, begin, when, date, datetime, day, time, start time, start date, first, from, dtstart": "starts",
        "duration, length, minute, mins, min, how long": "minutes",
        "end, end time, finish, to, dtend": "minutes or until",
        "hours, hour": "Write the length in `minutes`, such as 90",
        "timezone, time zone, tz, tzid": "zone",
        "frequency, repeat, recurs, recurring, recurrence, rrule, freq, how often, every, interval, cadence": "repeats",
        "ends, last, last day, end date, till, til, thru, through, expires": "until",
        "cancelled, canceled, cancel, exceptions, exception, skip, skipped, exdate, excluded, holidays": "except",
        "rescheduled, postponed, moves, move, changes, changed": "moved",
        "location, place, venue, room, address, platform": "where",
        "link, zoom, zoom link, teams, meet, website, web site, web, video, online, href, join url": "url",
        "registration, rsvp, sign up, signup, register url, tickets": "register",
        "agenda, minutes url, notes url, documents, slides": "notes",
        "recording, video recording, recordings url, youtube": "recordings",
        "host, speaker, speakers, presenter, facilitator, organizer, organiser, contact": "There is no field for who "
        "leads a meeting. Name them in the invitation to the list",
        "description, about, details, abstract": f"There is no field for more about a meeting. {_ELSEWHERE}",
    },
    "a need": {
        "title, name, summary, description, need, issue, question, text": "what",
        "type, category": "kind",
        "date, day, since, when, on, created, reported": "noted",
        "status, answered, done, outcome": "state",
        "resources, answer, answered by, file, link, url": "resource",
        "meetings, event, training": "meeting",
        "topic, topics, tags": "A need has the topics of its community. Remove this",
        "by, who, person, author, from": "A need has no author, because everyone can read the catalog. Remove this",
    },
    "the head of a page": {
        "name, heading, label": "title",
        "summary, abstract, about, subtitle, excerpt": "description",
        "ask, prompts, question": "questions",
    },
    "status": {
        "archived, archive, retired, inactive, dormant, dead, defunct, deactivated, disabled": "closed or paused",
        "hold, on hold, resting, break, on break, hiatus, on hiatus, sleeping, suspended, pausing": "paused",
        "ended, finished, over, done, disbanded, dissolved, discontinued, canceled, cancelled, gone": "closed",
        "live, open, running, ongoing, current, alive, yes, reopened, resumed, reactivated": "active",
        "new, idea, suggested, planned, pending, wanted, draft": "proposed",
        "starting, in formation, approved, beginning, incubating, pilot": "forming",
        "joined, combined, absorbed, moved, folded, replaced": "merged",
    },
    "state": {
        "new, active, unanswered, pending, waiting, noted": "open",
        "done, solved, resolved, closed, met, fulfilled, finished": "answered",
        "past, obsolete, over, gone, expired, dropped, withdrawn, outdated": "passed",
    },
    "open_to": {
        "public, everyone, everybody, all, anybody, any, somebody, someone, world, non members": "anyone",
        "member, members only, association, restricted, subscribers, staff": "members",
        "open, yes": "anyone or members",
        "private": "members or nobody",
        "closed, none, no, no one, not open": "nobody",
    },
    "archive_open_to": {
        "public, everyone, everybody, all, open, anybody, any, world, yes": "anyone",
        "members, member, subscriber, members only, list members, private, closed, restricted, no, nobody": (
            "subscribers"
        ),
    },
    "approval": {
        "no, false, off, automatic, auto, open, immediate, not needed, nobody, unmoderated, not required": "none",
        "yes, true, on, required, needed, moderator, moderated, manual, admin, person, owners, one, someone": "owner",
    },
    "manager": {
        "listserve, list serv, l soft, lsoft": "listserv",
        "mailman, gnu mailman": "mailman2 or mailman3",
        "mailman 2, mailman 2.1": "mailman2",
        "mailman 3, postorius, hyperkitty": "mailman3",
        "google groups, google group, googlegroups, gmail": "google",
        "groups.io, groups io, groups": "groupsio",
        "major domo": "majordomo",
        "ezmlm idx": "ezmlm",
        "form, website, web form, webform, html, online": "web",
        "google form, google forms, mailchimp, constant contact, simplelists, phplist, discourse, slack": "web",
        "member portal, membership portal, membership service center, higher logic, hivebrite": "portal",
        "human, hand, by hand, manual, email, e-mail, someone, staff": "person",
    },
    "confirmation": {
        "link, url": "click",
        "ok": "reply-ok",
        "answer, email, e-mail": "reply",
        "both, any": "either",
        "no, not needed": "none",
    },
    "kind": {
        "problem, trend, concern, emerging, development, risk": "issue",
        "skill, skills, learning, course, workshop, education, professional development, pd": "training",
        "how to, howto, handbook, manual, tutorial, checklist, instructions, toolkit, tip sheet, faq": "guide",
        "form, sample, boilerplate, worksheet, letter": "template",
        "presentation, powerpoint, deck, slide deck, slideshow, ppt": "slides",
        "video, audio, webinar, podcast, film, movie, talk": "recording",
        "dataset, spreadsheet, table, csv, statistics, survey": "data",
        "policies, rules, guidelines": "policy",
        "article, book, blog, blog post, bibliography, reading list, report, paper": "reading",
        "minutes, notes, discussion, digest, recap, summary of a discussion": "summary",
        "software, app, website, program, calculator": "tool",
    },
    "accessible": {
        "subtitles, captioned, subtitled, closed captions": "captions",
        "transcripts, transcribed": "transcript",
        "alt text, alternative text, audio description, described, alt": "descriptions",
        "tagged pdf, tagged, pdf ua, accessible pdf": "tagged-pdf",
        "structure, structured, lists": "headings",
        "easy read, plain, plain english, simple": "plain-language",
        "yes, true, no, false": "Say what it has, such as 'captions' or 'tagged-pdf', or leave the field out",
    },
    "delimiter": {"plus": "+", "minus, hyphen, dash": "-", "equals": "=", "underscore": "_"},
    "by": {
        "mla, staff, office, headquarters, admin, organization, organisation": "association",
        "leader, lead, chair, coordinator, organizer, organiser, convener, moderator": "facilitator",
    },
    "people": {
        "leader, leaders, lead, leads, chair, chairs, cochair, coordinator, coordinators, organizer, organizers, "
        "organiser, organisers, convener, conveners, moderator, moderators": "facilitator",
    },
    "yes or no": {
        "true, y, on, 1, enabled, always": "yes",
        "false, n, off, 0, disabled, never, none": "no",
    },
}
