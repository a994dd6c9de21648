"""Common synonyms of the catalog's fields and words.

To add a word, add it to its row of `TABLE`, or add a row. On the left are the words, separated by commas; case,
hyphens and spaces do not matter. On the right are the options to suggest, joined by "or"; or, if no option matches,
a sentence that starts with a capital letter.
"""

from __future__ import annotations

from collections.abc import Mapping

_ELSEWHERE = "Write it in the community's own page, docs/cops/ID.md"

_LIST_MANAGERS: Mapping[str, str] = {
    "listserve, list serv, l soft, lsoft": "listserv",
    "mailman, gnu mailman": "mailman2 or mailman3",
    "mailman 2, mailman 2.1": "mailman2",
    "smart list, procmail": "smartlist",
    "simple lists": "simplelists",
    "mailman 3, postorius, hyperkitty": "mailman3",
    "google groups, google group, googlegroups, gmail": "google",
    "groups.io, groups io": "groupsio",
    "major domo": "majordomo",
    "ezmlm idx": "ezmlm",
}

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
        "article, with article, sentence name, name in sentence, long name": "in_sentence",
        "word, vocabulary, terms, labels, terminology, wording": "words",
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
    "the words": {
        "group, singular, one, cop, sig, chapter": "community",
        "groups, plural, several, many, cops, sigs, chapters": "communities",
        "organisation, library, employer, workplace, institution, company, affiliation": "organization",
        "organisations, libraries, employers, workplaces, institutions, companies": "organizations",
        "association, name, in sentence": "The name of the association in a sentence is its field `in_sentence`",
    },
    "the member portal": {
        "title, label": "name",
        "address, link, href, website, web site, login, web": "url",
        "list, mailing lists": "lists",
    },
    "a list server": {
        "manager, software, service, provider, platform, program, name, system, kind": "type",
        "server, domain, hostname, address, url": "host",
    },
    "a role": {
        "title, label": "name",
        "description, about, abstract, duties, details": "summary",
        "page, file, handbook, guide, link, url": "chapter",
        "time, workload, effort, commitment": "hours",
        "length, duration, period, terms, years": "term",
        "several, names, plural name, many": "plural",
        "places, count, number, positions, max, maximum, vacancies, seat": "seats",
        "people, person, holder, holders": "People stand in a community's entry, under `people`",
    },
    "a community": {
        "slug, key, identifier, handle, code": "id",
        "title, label, heading, group": "name",
        "description, about, abstract, blurb, intro, introduction, overview, details, text": "summary or purpose",
        "mission, goal, goals, aim, aims, objective, objectives, scope": "purpose",
        "audience, for, target, suited for, suitable for, who": "suits",
        "tags, tag, subjects, subject, topic, categories, category, keywords, themes, areas, interests": "topics",
        "state, stage, phase, active, lifecycle": "status",
        "started, start, start date, founded, created, established, date": "since",
        "reviewed, last reviewed, checked, updated, last updated, verified, confirmation": "confirmed",
        "replaced by, merged into, merged with, moved to, next, successors": "successor",
        "previously, aliases, former ids, former id, old id, old ids, renamed from, previous ids": "formerly",
        "channel": "channels",
        "list, mailing list, mailinglist, listserv, email list, lists, discussion list, google group, mailing lists": (
            "A mailing list is an item of `channels`, such as `- list: maps`"
        ),
        "chat, chats, slack, discord, teams, forum, zulip, matrix, whatsapp, signal, telegram, irc": "A chat "
        "or a forum is an item of `channels`, such as `- type: slack`, with its `page`",
        "acronym, abbreviation, short name, also known as, aka, alternative names, other names, nicknames, "
        "former name, former names, formerly called, old name": "also_called",
        "parent, parents, parent group, belongs to, under, subgroup of, part, within, child of": "part_of",
        "parts, children, subgroups, sub groups, subcommunities, subprojects, sections": "A part says what it belongs "
        "to, with `part_of` in its own entry",
        "location, town, city, region, county, state or province, country, area, where, geography": "place",
        "language, lang, langs, locale, spoken": "languages",
        "image, picture, icon, avatar, emblem": "logo",
        "link, website, web site, url, homepage, home page, site, web, wiki, repository, repo, charter, bylaws, "
        "social, facebook, linkedin, mastodon, twitter": "A page elsewhere is an item of `links`, such as "
        "`- type: home`, with its `url`; a group that people join there is one of `channels`",
        "leads, lead, leader, leaders, organizers, organisers, organizer, organiser, chairs, chair, cochairs, "
        "facilitators, facilitator, coordinators, coordinator, conveners, convener, moderators, officers, team, staff, "
        "contacts, roles": "people",
        "vacancies, number of seats, seat": "seats",
        "organization, organisation, org, association": "The association stands once, at the top of the file",
        "meeting, schedule, calendar, events, event, zoom, when, time, calls, next meeting, dates": "meetings",
        "need, training, trainings, issues, issue, wishes, questions, gaps, emerging issues, concerns": "needs",
        "resource, resources, files, file, documents, library, recordings": "Resources stand in a file of their own, "
        "data/resources.yaml, each with the communities that it belongs to",
        "email, e-mail, mail, address, contact address, contact email": "contact",
        "members, member, participants, subscribers, member count, size": "How many people are in a channel is its "
        "field `counted`; who may join, its field `open_to`",
        "archive, open to, approval, host, type, manager, tried, usual wait, archive open to, join url, leave url, "
        "eligibility, shared, subject tag, counted": "It is a field of a channel. Write it within `channels`",
    },
    "a place": {
        "city, locality, municipality, village, name, location": "town",
        "state, province, county, area, district": "region",
        "nation, land": "country",
        "address, venue, street, room": "A place is a town, a region and a country. Where people meet is `where` in a "
        "meeting",
    },
    "a link": {
        "kind, rel, what, category": "type",
        "address, link, href, website, web site, page, target": "url",
        "name, title, text, description": "label",
    },
    "a confirmation": {
        "on, true, day, when, at, reviewed, checked": "date",  # `on` was its name; YAML 1.1 reads that as true
        "who, role, person, from, author, confirmed by, reviewer": "by",
    },
    "a channel": {
        "list name, mailing list, mailinglist": "list",
        "manager, list manager, software, service, provider, platform, program, system, kind": "type",
        "title, label, account, username, handle, group, room, channel, stream, id": "name",
        "url, link, website, web site, web, homepage, href, list page, group page": "page",
        "address, email, e-mail, mail": "list or contact",
        "server, domain, hostname, workspace, instance, homeserver": "host",
        "access, open, open for, audience, visibility, privacy, members, membership, who can join": "open_to",
        "eligible, who, requirements, restrictions, who may join, conditions": "eligibility",
        "moderated, moderation, approved, approve, approval by": "approval",
        "wait, delay, waiting time": "usual_wait",
        "join, signup, sign up, signup url, form, join form, register, invite, invitation, invite url, invite link, "
        "invitation url, subscribe url": "join_url",
        "unsubscribe url, leave form, leave": "leave_url",
        "portal, in member portal, member portal": "in_portal",
        "archives, archive url, history": "archive",
        "archive access, archive visibility, public archive, archives open to": "archive_open_to",
        "tested, last tried, checked, verified, last tested": "tried",
        "count, counts, size, subscribers, member count, traffic, statistics, activity": "counted",
        "share, common, shared with": "shared",
        "tag, subject prefix, prefix, subject": "subject_tag",
        "posting, posts, write, announcements, announcement, announce only, read only": "post",
        "join message, subscribe message": "subscribe",
        "leave message, unsubscribe message": "unsubscribe",
        "confirm, confirmations": "confirmation",
        "owner, owners, keeper, moderator, maintainer, list owner, person": "contact",
        "commands, command, robot": "command_address",
        "separator": "delimiter",
    },
    "a message": {
        "address, recipient, email, e-mail, mail, mailto, send to": "to",
        "title, heading": "subject",
        "text, message, content, command": "body",
    },
    "a count": {
        "on, true, day, when, at, as of": "date",
        "people, subscribers, size, number, count, total, member": "members",
        "messages, mails, posts, traffic, volume, messages per week, per week, weekly": "messages_a_week",
    },
    "a seat": {
        "person, full name, who, holder, facilitator": "name",
        "library, organisation, org, institution, employer, workplace, affiliation, company, college": "organization",
        "start, starts, since, begin, begins, start date, started": "from",
        "end, ends, to, till, til, end date, expires, ended, through, thru": "until",
        "past, emeritus, emerita, emeriti, alumnus, alumni, retired, inactive, ex": "former",
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
        "private": "members or invited or nobody",
        "invite, invitation, by invitation, invite only, invitation only, invitees, on invitation": "invited",
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
    "type": {
        **_LIST_MANAGERS,
        "groups": "groupsio or google",
        "ms teams, microsoft teams, msteams, microsoft": "teams",
        "google chat, hangouts, google hangouts, gchat": "googlechat",
        "jabber": "xmpp",
        "element, riot": "matrix",
        "chatroom, chat room, room, instant messenger": "chat",
        "github discussions, discussions, gh discussions": "github",
        "board, message board, bulletin board, discussion forum": "forum",
        "higher logic, connected community": "higherlogic",
        "fb, meta": "facebook or facebook-page",
        "facebook group, fb group": "facebook",
        "fb page": "facebook-page",
        "linked in, linkedin group": "linkedin",
        "fediverse": "mastodon",
        "bsky, blue sky": "bluesky",
        "insta, ig": "instagram",
        "twitter, tweets": "x",
        "yt, youtube channel": "youtube",
        "subreddit": "reddit",
        "tiktok, social media, social network, threads, pinterest": "social",
        "meetup.com": "meetup",
        "mailing, bulletin, substack": "newsletter",
        "form, website, web site, web form, webform, html, online, page, web page, url, google form": "web",
        "mailchimp, constant contact, phplist": "web or newsletter",
        "member portal, membership portal, membership service center": "portal",
        "list, mailing list, mailinglist, email list": "A list of the association's own server needs no type. For "
        "another, write the program or service that runs it, such as 'mailman3'",
        "human, hand, by hand, manual, email, e-mail, someone, staff": "person",
        # Of a link.
        "homepage, home page": "home or web",
        "terms of reference, tor, bylaws, mission, rules": "charter",
        "minutes, agenda, agendas, meeting notes": "notes",
        "recording, videos, video": "recordings",
        "docs, document, files, wiki": "documents",
        "repo, repository, source, gitlab, git": "code",
        "blog, announcements": "news",
        "misc, miscellaneous, more": "other",
    },
    "list_server": {
        **_LIST_MANAGERS,
        "groups": "groupsio or google",
        "portal, member portal, membership portal, membership service center": "A portal is no list server. Remove "
        "`list_server`, and write `type: portal` in each channel",
        "web, person, form, website, mailchimp, newsletter, slack, discord, teams, chat, forum": "This is no list "
        "server. Remove `list_server`, and write the `type` in each channel",
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
        "staff, office, headquarters, admin, organization, organisation": "association",
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
