// Reads calendars with ical.js: `node ical_js.mjs LIBRARY`, the calendars as a JSON list of texts on standard input.
// Writes, for each calendar, its meetings as lists of summary, begin and end, in seconds since 1970.

import { readFileSync } from "node:fs"
import { pathToFileURL } from "node:url"

const { default: ICAL } = await import(pathToFileURL(process.argv[2]))

const seconds = (time) => time.toUnixTime()

function* meetings(text) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  ICAL.TimezoneService.reset() // it knows no zones but those of the calendar
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone)
  const components = calendar.getAllSubcomponents("vevent")
  const uid = (component) => component.getFirstPropertyValue("uid")
  const isSingle = (component) => component.hasProperty("recurrence-id")
  const single = new Map(components.map((component) => [uid(component), []]))
  for (const component of components.filter(isSingle)) single.get(uid(component)).push(component)
  for (const component of components.filter((component) => !isSingle(component))) {
    // Without a list, it would take the single days of all series for those of this one.
    const event = new ICAL.Event(component, { exceptions: single.get(uid(component)) })
    if (!event.isRecurring()) {
      yield [event.summary, seconds(event.startDate), seconds(event.endDate)]
      continue
    }
    const times = event.iterator()
    for (let time = times.next(); time; time = times.next()) {
      const { item, startDate, endDate } = event.getOccurrenceDetails(time)
      yield [item.summary, seconds(startDate), seconds(endDate)]
    }
  }
}

const calendars = JSON.parse(readFileSync(0, "utf8"))
console.log(JSON.stringify(calendars.map((text) => [...meetings(text)])))
