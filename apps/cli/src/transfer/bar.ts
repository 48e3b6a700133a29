import { bytesInWords } from '../output/bytes.ts'
import { plain } from '../output/plain.ts'
import { cutTo, widthOf } from '../output/width.ts'
import { waitInWords } from './pace.ts'

export interface BarState {
  label: string
  bytes: number
  /** Undefined: not known before the end. */
  total: number | undefined
  /** Bytes a second; undefined: not known yet. */
  rate: number | undefined
}

const LONGEST_LABEL = 30
const NARROWEST_BAR = 8
const WIDEST_BAR = 30
const GAP = '  '

/** Eighths of a column, so that the bar also moves on a slow line. */
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/**
 * One line that shows how far a transfer has come, at most `columns` wide: what does not fit is left
 * out, what matters least first.
 */
export function drawBar({ label, bytes, total, rate }: BarState, columns: number): string {
  const share = total === undefined ? undefined : total === 0 ? 1 : Math.min(bytes / total, 1)
  const left = total !== undefined && rate ? (total - bytes) / rate : undefined
  const percent =
    share === undefined ? undefined : `${String(Math.floor(share * 100)).padStart(3)} %`
  const size =
    total === undefined ? bytesInWords(bytes) : `${bytesInWords(bytes)} of ${bytesInWords(total)}`
  const speed = rate === undefined ? undefined : `${bytesInWords(rate)}/s`
  const wait = left === undefined ? undefined : `${waitInWords(left)} left`
  const name = cutTo(plain(label), Math.min(LONGEST_LABEL, Math.max(8, Math.floor(columns / 3))))
  for (const facts of [
    [percent, size, speed, wait],
    [percent, speed, wait],
    [percent, wait],
  ]) {
    const text = facts.filter((fact) => fact !== undefined).join(GAP)
    const room = columns - widthOf(name) - widthOf(text) - 2 * GAP.length
    if (share === undefined && room >= 0) return name + GAP + text
    if (share !== undefined && room >= NARROWEST_BAR) {
      return [name, block(share, Math.min(room, WIDEST_BAR)), text].join(GAP)
    }
  }
  return cutTo([name, percent ?? size].join(GAP), columns)
}

function block(share: number, width: number): string {
  const filled = Math.floor(share * width * 8)
  const bar = '█'.repeat(filled >> 3) + eighths[filled & 7]
  return bar + '·'.repeat(width - widthOf(bar))
}
