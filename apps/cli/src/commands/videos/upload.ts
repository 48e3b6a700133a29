import { defineCommand } from '../../command/define.ts'
import { choice, flag, option, repeatedOption, requiredFiles } from '../../command/parameter.ts'
import { wholeNumber } from '../../command/parse.ts'
import type { VideoReference } from '../../command/video-reference.ts'
import { handle, video } from '../../command/video-reference.ts'
import { ownChannel } from '../../lookup/channel.ts'
import { organisationId } from '../../lookup/household.ts'
import { usageProblem } from '../../problem.ts'
import type { SentVideo } from '../../transfer/send-video.ts'
import { passwordFor } from './password.ts'
import { privacies } from './privacies.ts'
import { shapeInWords } from './words.ts'

const USUAL_AT_ONCE = 3

export const uploadVideos = defineCommand({
  name: 'upload',
  summary: 'Upload videos, and wait until they can be watched',
  description:
    'MP4, MOV, WebM and MKV. What the server has already is not sent again: each file is compared first. When the connection breaks it goes on by itself; broken off with Ctrl-C or worse, the same command goes on with what is missing, for about a day. What fails does not keep the others back. Private, unless --privacy says otherwise. A password is never an argument: it is asked for, or read from standard input, and opens all that are uploaded with it.',
  arguments: { paths: requiredFiles('The files') },
  options: {
    channel: option('<handle>', 'Where to; needed when you have several channels', handle),
    title: option('<title>', 'When it is one file; by default as it is called, without the ending'),
    description: option('<text>', 'Plain text; lines such as "1:05 Kneading" become chapters'),
    tag: repeatedOption('<word>', 'A tag; as often as you like', (text) => text),
    language: option('<language>', 'Which one is spoken, such as en or pt-BR'),
    privacy: choice('<who>', privacies, 'Who may watch it (default: private)'),
    org: option('<organisation>', 'With --privacy members: whose, by id or name'),
    passwordStdin: flag('With --privacy password: read it from the first line of standard input'),
    draft: flag('Do not publish it yet; see "larder videos publish"'),
    into: option('<video>', 'Give these bytes to a video of yours, which keeps its link', video),
    again: flag('Also what the server has already'),
    atOnce: option(
      '<count>',
      `So many at the same time (default: ${USUAL_AT_ONCE})`,
      wholeNumber(1),
    ),
  },
  examples: [
    ['videos upload loaf.mp4'],
    ['videos upload *.mp4 --channel kitchen --privacy public --tag bread'],
    ['videos upload party.mp4 --privacy password', 'Asks for the password'],
    ['videos upload better.mp4 --into dQw4w9WgXcQ', 'The link stays'],
    ["videos upload *.mov --json | jq -r '.id'", 'A line of JSON for each'],
  ],
  async run(
    context,
    { paths, again, atOnce = USUAL_AT_ONCE, into, channel, title, org, passwordStdin, ...said },
  ) {
    checkWishes({ paths, into, channel, title, org, ...said })
    const { output, connect } = context
    const { videoParcelOf } = await import('../../transfer/send-video.ts')
    const { sendVideos } = await import('../../transfer/send-videos.ts')
    const { fileToSend } = await import('../../input/file-to-send.ts')
    // All of them are looked at before anything is asked or sent.
    const distinct = [...new Set(paths)]
    for (const path of distinct) await fileToSend(path)
    const password = await passwordFor(said.privacy, passwordStdin)
    const larder = await connect()
    const { draft, tag, privacy, ...words } = said
    const facts = into
      ? undefined
      : {
          channelId: (await ownChannel(larder, channel)).id,
          ...words,
          tags: tag,
          privacy,
          organisationId: org === undefined ? undefined : await organisationId(larder, org),
          publishAt: draft ? null : undefined,
        }
    const factsOf = (name: string) =>
      facts ? { ...facts, title: title ?? titleFrom(name) } : { id: (into as VideoReference).id }
    const parcels = []
    for (const path of distinct) {
      parcels.push(await videoParcelOf(path, { factsOf, password, again }, context))
    }
    await sendVideos(larder, parcels, atOnce, {
      done: (path, sent) =>
        output.line(inWords(path, sent), { file: path, isKnown: sent.isKnown, ...sent.video }),
      failing(path, message) {
        // With --json there is one error, in the end, which names them all.
        if (!output.isJson) output.note(`larder: ${path}: ${message}`)
      },
    })
  },
})

interface Wishes {
  paths: string[]
  into: VideoReference | undefined
  tag: string[]
  draft: boolean
  [other: string]: unknown
}

function checkWishes({ paths, into, tag, draft, title, org, privacy, ...others }: Wishes): void {
  if (paths.length > 1 && into) throw usageProblem('--into is for one file.')
  if (paths.length > 1 && title !== undefined) {
    throw usageProblem('--title is for one file.', 'Upload them one by one, or edit them later.')
  }
  const isSaid = [title, org, privacy, ...Object.values(others)].some(
    (value) => value !== undefined,
  )
  if (into && (isSaid || draft || tag.length > 0)) {
    throw usageProblem(
      'With --into only the bytes are new.',
      'Change the rest with "larder videos edit".',
    )
  }
  if (org !== undefined && privacy !== 'members')
    throw usageProblem('--org goes with --privacy members.')
}

/** "2026-11 loaf_of_bread.mp4" is "2026-11 loaf of bread". */
function titleFrom(fileName: string): string {
  const stem = fileName.replace(/\.[a-z0-9]{1,5}$/i, '').replaceAll('_', ' ')
  return Array.from(stem.trim() || 'video')
    .slice(0, 120)
    .join('')
}

function inWords(path: string, { video, isKnown }: SentVideo): string {
  if (isKnown) return `${path} is here already: video ${video.id}, "${video.title}".`
  return `${path} is video ${video.id}: "${video.title}" (${shapeInWords(video)}).`
}
