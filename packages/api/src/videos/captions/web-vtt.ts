import { DomainError } from '../../errors/map.ts'

/** UTF-8 bytes. */
export const MOST_VTT_BYTES = 1_000_000
const MOST_CUES = 20_000

const TIME = String.raw`(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})`
const timing = new RegExp(String.raw`^${TIME}[ \t]+-->[ \t]+${TIME}(?:[ \t]+(.*))?$`)

/** What may be said of where a cue is shown. */
const setting =
  /^(?:(?:vertical:(?:rl|lr))|(?:line:-?\d{1,3}(?:\.\d{1,3})?%?(?:,(?:start|center|end))?)|(?:position:\d{1,3}(?:\.\d{1,3})?%(?:,(?:line-left|center|line-right))?)|(?:size:\d{1,3}(?:\.\d{1,3})?%)|(?:align:(?:start|center|end|left|right)))$/

/** The tags of WebVTT; what they are called by beyond their name is left out, but for voices. */
const tag = /^<(\/?)(c|i|b|u|v|ruby|rt|lang)((?:\.[^\s<>&.]{1,40})*)(?:[ \t]+([^<>&\n]{1,100}))?>$/

/**
 * A WebVTT text as it is kept: cues with their times, and nothing else: no styles, regions, notes, and no
 * tags but those of WebVTT. Throws CAPTIONS_REFUSED with the line that cannot be read.
 */
export function normalisedVtt(text: string): string {
  if (Buffer.byteLength(text) > MOST_VTT_BYTES) throw refused('it is larger than 1 MB', 1)
  const lines = text
    .replace(/^\uFEFF/, '')
    .replaceAll('\0', '\uFFFD')
    .split(/\r\n|\n|\r/)
  if (!/^WEBVTT(?:[ \t].*)?$/.test(lines[0] ?? '')) {
    throw refused('it does not begin with WEBVTT', 1)
  }
  const cues: string[] = []
  let former = 0
  for (const { lines: block, line } of blocksOf(lines)) {
    if (/^(?:NOTE|STYLE|REGION)(?:[ \t]|$)/.test(block[0] ?? '') && !isTiming(block[0])) continue
    const at = block.findIndex(isTiming)
    if (at < 0 || at > 1) throw refused('a cue has no times such as 00:01.000 --> 00:02.500', line)
    const cue = cueIn(block[at] ?? '', line + at)
    if (cue.from < former) throw refused('a cue begins before the one above it', line + at)
    former = cue.from
    const words = block
      .slice(at + 1)
      .map(harmless)
      // An empty line would end the cue.
      .filter((text) => text.trim() !== '')
      .join('\n')
    cues.push(`${stamp(cue.from)} --> ${stamp(cue.to)}${cue.settings}\n${words}`)
    if (cues.length > MOST_CUES) throw refused(`it has more than ${MOST_CUES} cues`, line)
  }
  if (cues.length === 0) throw refused('it has no cues', 1)
  return `WEBVTT\n\n${cues.join('\n\n')}\n`
}

/** What is said in a WebVTT text, without times and tags: for searching it. */
export function wordsIn(vtt: string): string {
  return vtt
    .split('\n\n')
    .slice(1)
    .map((cue) =>
      cue
        .split('\n')
        .slice(1)
        .join(' ')
        .replaceAll(/<[^>]*>/g, ''),
    )
    .join('\n')
}

interface Block {
  lines: string[]
  /** Of its first line, from 1. */
  line: number
}

function blocksOf(lines: string[]): Block[] {
  const blocks: Block[] = []
  let block: Block | undefined
  // What stands below WEBVTT belongs to the head, up to the first empty line.
  let isHead = true
  for (const [index, text] of lines.entries()) {
    if (text === '') {
      block = undefined
      isHead = false
    } else if (!isHead && block && !(isTiming(text) && block.lines.some(isTiming))) {
      block.lines.push(text)
    } else if (!isHead) {
      block = { lines: [text], line: index + 1 }
      blocks.push(block)
    }
  }
  return blocks
}

function isTiming(line: string | undefined): boolean {
  return line?.includes('-->') ?? false
}

function cueIn(text: string, line: number): { from: number; to: number; settings: string } {
  const parts = timing.exec(text.trim())
  if (!parts) throw refused('its times are not like 00:01.000 --> 00:02.500', line)
  const [from, to] = [millisecondsOf(parts.slice(1, 5)), millisecondsOf(parts.slice(5, 9))]
  if (to <= from) throw refused('a cue ends before it begins', line)
  const settings = (parts[9] ?? '').split(/[ \t]+/).filter((each) => setting.test(each))
  return { from, to, settings: settings.map((each) => ` ${each}`).join('') }
}

function millisecondsOf([hours = '0', minutes, seconds, thousandths]: (string | undefined)[]) {
  return (
    ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000 + Number(thousandths)
  )
}

function stamp(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const thousandths = String(ms % 1_000).padStart(3, '0')
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1_000) % 60)}.${thousandths}`
}

/** A line without tags that WebVTT does not have, and without what else could be read as one. */
function harmless(line: string): string {
  const parts = line.split(/(<[^<>]*>)/)
  return parts
    .map((part) => {
      if (!part.startsWith('<')) return escaped(part)
      if (/^<(?:\d{2,4}:)?[0-5]\d:[0-5]\d\.\d{3}>$/.test(part)) return part
      const [, slash = '', name = '', , said] = tag.exec(part) ?? []
      if (name === '') return ''
      const isSaid = said !== undefined && slash === '' && (name === 'v' || name === 'lang')
      return `<${slash}${name}${isSaid ? ` ${said.trim()}` : ''}>`
    })
    .join('')
    .replaceAll('-->', '--&gt;')
}

function escaped(text: string): string {
  return text
    .replaceAll(/&(?!(?:amp|lt|gt|nbsp|lrm|rlm|#\d{1,7}|#x[\da-fA-F]{1,6});)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

function refused(problem: string, line: number): DomainError<'CAPTIONS_REFUSED'> {
  return new DomainError('CAPTIONS_REFUSED', { problem, line })
}
