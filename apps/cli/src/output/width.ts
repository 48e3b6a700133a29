/** East Asian wide and full-width characters, and pictures: two columns on a terminal. */
const wide =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Emoji}\ufe0f)/u

const invisible = /^[\p{M}\p{Cf}]+$/u

let segmenter: Intl.Segmenter | undefined

/** How many columns a line of text takes on a terminal. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length
  return characters(text).reduce((width, character) => width + widthOfOne(character), 0)
}

/** The text, cut to at most `columns`, with an ellipsis where something is missing. */
export function cutTo(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  let cut = ''
  let width = 0
  for (const character of characters(text)) {
    width += widthOfOne(character)
    if (width > columns - 1) break
    cut += character
  }
  return `${cut.trimEnd()}…`
}

/** The text in lines of at most `columns`, broken between words where there are any. */
export function wrapTo(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer) <= columns) line = longer
    else {
      if (line !== '') lines.push(line)
      line = cutTo(word, columns)
    }
  }
  return [...lines, line]
}

function characters(text: string): string[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

function widthOfOne(character: string): number {
  if (invisible.test(character)) return 0
  return wide.test(character) ? 2 : 1
}
