import type { RouterInputs } from '@larder/sdk'
import { defineCommand } from '../../command/define.ts'
import { moment } from '../../command/moment.ts'
import { flag, option, repeatedOption } from '../../command/parameter.ts'
import { wholeNumber } from '../../command/parse.ts'
import { localTime } from '../../output/local-time.ts'
import { usageProblem } from '../../problem.ts'

type Filter = Extract<RouterInputs['events']['list'], object>
type EventType = NonNullable<Filter['types']>[number]

const USUALLY_SINCE = '24h'

export const tailEvents = defineCommand({
  name: 'tail',
  summary: 'Show what happened, and with --follow what happens from now on',
  description:
    'Without --since and --after it shows the last 24 hours; with --follow it then begins now. While it follows, it survives lost connections and restarts of the server: every event is shown once, in order. Ctrl-C ends it. With --json every event is one line of JSON; its position is what --after takes.',
  options: {
    follow: flag('Go on with what happens'),
    since: option('<when>', 'Begin there: 2h, 7d, 2026-11-03 or 2026-11-03T14:00:00Z', moment),
    after: option('<position>', 'Begin after this position; 0 for all there is', wholeNumber(0)),
    type: repeatedOption('<type>', 'Only this type, for example ProductAdded', (text) => text),
    stream: option('<stream>', 'Only what happens to this thing, for example freezer-12'),
    all: flag('What everybody does, for administrators'),
  },
  examples: [
    ['events tail --since 2h'],
    ['events tail --follow --type ProductAdded --type ProductTakenOut'],
    ['events tail --after 0 --stream freezer-1'],
    [
      "events tail --follow --since 2h --json | jq -r '[.at, .type, .payload.name] | @tsv'",
      'For scripts: one JSON object a line',
    ],
  ],
  async run({ output, connect, settings }, { follow, since, after, type, ...wanted }) {
    if (since !== undefined && after !== undefined) {
      throw usageProblem('Give either --since or --after, not both.')
    }
    const isOpen = since === undefined && after === undefined
    const filter = {
      ...wanted,
      after,
      since: isOpen && !follow ? moment(USUALLY_SINCE) : since,
      types: type.length > 0 ? (type as EventType[]) : undefined,
    }
    const { events } = await connect()
    let isLost = false
    const onInterrupted = () => {
      if (!isLost) output.note(`The connection to ${settings.url} is lost. Trying again ...`)
      isLost = true
    }
    const found = follow ? events.follow(filter, { onInterrupted }) : events.list.all(filter)
    let count = 0
    for await (const event of found) {
      isLost = false
      count++
      const { at, by, stream, text } = event
      output.line(`${localTime(at)}  ${by.displayName ?? 'nobody'}  ${stream}: ${text}`, event)
    }
    if (count === 0) output.note('Nothing happened in that time that you may see.')
  },
})
