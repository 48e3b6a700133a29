import { fold } from './fold.ts'

/** Longer ones are found by their beginning. */
export const LONGEST_WORD = 40

/** Letters that no accent can be taken from, though they are often typed without. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ς: 'σ',
}

/** Scripts that put no spaces between words. */
const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー'

const piece = new RegExp(
  `[${unspaced}]+|(?:(?![${unspaced}])[\\p{L}\\p{N}])+|\\p{RI}{2}|\\p{Extended_Pictographic}`,
  'gu',
)

const isUnspaced = new RegExp(`^[${unspaced}]`, 'u')

/** What a text has to have: this word, or one that begins with it. */
export interface Term {
  word: string
  isPrefix: boolean
}

/**
 * The words of a text, each once, in the form in which they are looked for: without accents and case.
 * Everything that is neither letter nor digit separates words, apostrophes too; an emoji is a word. Text
 * without spaces (Chinese, Japanese, Thai ...) becomes every two characters that follow each other.
 */
export function wordsIn(text: string): Set<string> {
  return new Set(piecesOf(text).flatMap(indexed))
}

/** What somebody looks for: every word of theirs, the last one as the beginning of a word. */
export function termsIn(query: string): Term[] {
  const pieces = piecesOf(query)
  const terms = pieces.flatMap((each, index) => asked(each, index === pieces.length - 1))
  const byWord = new Map<string, Term>()
  for (const term of terms) {
    const known = byWord.get(term.word)
    byWord.set(term.word, known && !known.isPrefix ? known : term)
  }
  return [...byWord.values()]
}

function piecesOf(text: string): string[] {
  const folded = fold(text, text.length * 18).replaceAll(
    /[ßæœøđðłıþς]/g,
    (letter) => plainLetters[letter] ?? letter,
  )
  return folded.match(piece) ?? []
}

/** The last character stands alone as well: so each character begins one of them. */
function indexed(text: string): string[] {
  if (!isUnspaced.test(text)) return [cut(text)]
  const characters = [...text]
  return characters.map((character, index) => character + (characters[index + 1] ?? ''))
}

function asked(text: string, isLast: boolean): Term[] {
  if (!isUnspaced.test(text)) return [{ word: cut(text), isPrefix: isLast }]
  const pairs = indexed(text).map((word) => ({ word, isPrefix: false }))
  return pairs.length === 1 ? [{ word: text, isPrefix: true }] : pairs.slice(0, -1)
}

function cut(word: string): string {
  return [...word].slice(0, LONGEST_WORD).join('')
}
