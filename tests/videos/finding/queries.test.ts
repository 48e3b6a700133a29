import { expect, test } from 'vitest'
import { startLarder } from '#harness'
import { insertChannel } from '../insert-video.ts'
import { indexedVideo } from './indexed-video.ts'

const larder = await startLarder()
const ada = await larder.person('ada')
const kitchen = await insertChannel(larder.database, {
  account_id: ada.accountId,
  name: "Zoë's Küche",
})

const vtt = `WEBVTT - a title that nobody says

STYLE
::cue { color: papayawhip }

NOTE not said either

1
00:00.000 --> 00:02.000 align:start
<v Fred>Never <i>overproof</i> a brioche &amp; keep it cool

00:02.000 --> 00:04.000
Ça va lever
`

const documents: Record<string, Omit<Parameters<typeof indexedVideo>[1], 'channel_id'>> = {
  bread: {
    title: 'Sourdough bread for beginners',
    tags: ['baking', 'Brot backen'],
    language: 'en',
  },
  brot: {
    title: 'Brot backen',
    description: 'Ein Brot wie in Zürich. Straße, Øl, Œuf.',
    language: 'de-CH',
  },
  ete: { title: "L'été à Paris", description: 'crème brûlée', language: 'fr' },
  the: { title: 'The Who: to be or not to be', tags: ['a', 'of the'] },
  ukulele: { title: 'Rock’n’roll on the ukulele, part 2', description: 'bread and butter' },
  tokyo: { title: '東京の料理', description: '日本語の説明' },
  katakana: { title: 'パンを焼く', tags: ['パン'] },
  thai: { title: 'ขนมปังไทย' },
  hangul: { title: '한국 빵' },
  greek: { title: 'Ο ΔΡΟΜΟΣ' },
  emoji: { title: 'Party 🎉🍞', tags: ['🇫🇷'], description: '👩‍🍳 at work' },
  operators: { title: 'C++ AND Rust OR NOT Go', description: 'near "quotes" (brackets) * -minus' },
  spoken: { title: 'Dough', vtt },
  percent: { title: '100% hydration_test', description: 'ﬁne ﬂour' },
  long: { title: 'x'.repeat(60) },
}

const nameOf = new Map<string, string>()
for (const [name, facts] of Object.entries(documents)) {
  const channel_id =
    name === 'spoken'
      ? kitchen.id
      : (await insertChannel(larder.database, { account_id: ada.accountId, name: 'others' })).id
  nameOf.set((await indexedVideo(larder, { ...facts, channel_id })).publicId, name)
}

async function found(query: string, more: object = {}): Promise<string[]> {
  const { items } = await larder.client().videos.search({ query, ...more })
  return items.map(({ id }) => nameOf.get(id) ?? id).sort()
}

const everything = Object.keys(documents)
const othersOf = (names: string[]) => everything.filter((name) => !names.includes(name)).sort()

const table: [query: string, expected: string[]][] = [
  // Words, in any order, in any place, all of them.
  ['sourdough', ['bread']],
  ['beginners bread', ['bread']],
  ['sourdough butter', []],
  ['bread butter', ['ukulele']],
  ['dough', ['spoken']],
  // The last word may be a beginning, the others may not.
  ['sourd', ['bread']],
  ['sourd bread', []],
  ['bread sourd', ['bread']],
  ['b', ['bread', 'brot', 'ete', 'operators', 'spoken', 'the', 'ukulele']],
  ['br', ['bread', 'brot', 'ete', 'operators', 'spoken', 'ukulele']],
  ['bread bread', ['bread', 'ukulele']],
  // Case and accents, in both directions, also where there is none to take off.
  ['SOURDOUGH', ['bread']],
  ['zurich', ['brot']],
  ['ZÜRICH', ['brot']],
  ['Zu\u0308rich', ['brot']],
  ['strasse', ['brot']],
  ['STRAẞE', ['brot']],
  ['ol', ['brot']],
  ['oeuf', ['brot']],
  ['creme brulee', ['ete']],
  ['bròt bäcken', ['bread', 'brot']],
  ['δρομος', ['greek']],
  ['ΔΡΌΜΟΣ', ['greek']],
  ['fine flour', ['percent']],
  ['ｓｏｕｒｄｏｕｇｈ', ['bread']],
  // Apostrophes of every kind separate.
  ["l'ete", ['ete']],
  ['l’été', ['ete']],
  ['ete', ['ete']],
  ["rock'n'roll", ['ukulele']],
  ['rock n roll', ['ukulele']],
  // Short words, and those that full-text indexes leave out.
  ['the who', ['the']],
  ['to be or not to be', ['the']],
  ['or not go', ['operators']],
  ['of', ['the']],
  ['a paris', ['ete']],
  ['2', ['ukulele']],
  ['c', ['ete', 'operators', 'spoken']],
  // Text without spaces.
  ['東京', ['tokyo']],
  ['京の料', ['tokyo']],
  ['東料', []],
  ['理', ['tokyo']],
  ['日本', ['tokyo']],
  ['料理 日本語', ['tokyo']],
  ['パン', ['katakana']],
  ['ﾊﾟﾝ', ['katakana']],
  ['焼く', ['katakana']],
  ['ไทย', ['thai']],
  ['한국', ['hangul']],
  ['빵', ['hangul']],
  // Emoji.
  ['🎉', ['emoji']],
  ['🍞 party', ['emoji']],
  ['🇫🇷', ['emoji']],
  ['🇩🇪', []],
  ['👩', ['emoji']],
  ['🍳', ['emoji']],
  // Nothing is an operator, and nothing a mistake.
  ['"sourdough bread"', ['bread']],
  ['"bread sourdough', ['bread']],
  ['bread OR brot', []],
  ['sourdough -bread', ['bread']],
  ['sourdough NOT bread', []],
  ['NEAR(bread sourdough)', []],
  ['+bread +sourdough', ['bread']],
  ['bread*', ['bread', 'ukulele']],
  ['title:bread', []],
  ['bread) or 1=1 --', []],
  ["bread'; drop table videos", []],
  ['C++', ['ete', 'operators', 'spoken']],
  ['100%', ['percent']],
  ['%', []],
  ['_', []],
  ['hydration test', ['percent']],
  ['{bread} ^bread @bread ~bread <bread >bread', ['bread', 'ukulele']],
  ['\\', []],
  ['"', []],
  ['*', []],
  ['" * - ( ) + ~ < > @ : ; , . ! ? # ^ { } [ ] / \\ | & = \' `', []],
  ['…', []],
  // What is said, but neither who says it nor how it looks.
  ['overproof', ['spoken']],
  ['brioche keep', ['spoken']],
  ['ca va', ['spoken']],
  ['papayawhip', []],
  ['nobody', []],
  ['fred', []],
  ['amp', []],
  ['align', []],
  ['00', []],
  // The name of the channel.
  ['zoe kuche', ['spoken']],
  ['kuche brioche', ['spoken']],
  ['others', othersOf(['spoken'])],
  // Tags are words too.
  ['baking', ['bread']],
  ['backen brot', ['bread', 'brot']],
  // What words begin with that only narrow.
  ['#baking', ['bread']],
  ['@99', []],
  // Long ones.
  ['x'.repeat(60), ['long']],
  ['x'.repeat(200), ['long']],
  ['xxxx', ['long']],
  ['bread '.repeat(33).trim(), ['bread', 'ukulele']],
  ['東'.repeat(200), []],
  [
    Array.from({ length: 50 }, (_, i) => `w${i}`)
      .join(' ')
      .slice(0, 200),
    [],
  ],
  ['\u{10ffff}', []],
  ['🎉'.repeat(100), ['emoji']],
]

test.for(table)(
  'Given documents of many kinds, when somebody looks for %j, then %j are found',
  async ([query, expected]) => {
    expect(await found(query)).toEqual([...expected].sort())
  },
)

test.for([
  { query: 'brot', more: { language: 'de' }, expected: ['brot'] },
  { query: 'brot', more: { language: 'DE-ch' }, expected: ['brot'] },
  { query: 'brot', more: { language: 'de-AT' }, expected: [] },
  { query: 'b', more: { tag: 'BAKING' }, expected: ['bread'] },
  { query: 'b', more: { tag: 'brot  backen' }, expected: [] },
  { query: 'b', more: { tag: 'brot backen' }, expected: ['bread'] },
  { query: 'パン', more: { tag: 'パン' }, expected: ['katakana'] },
  { query: 'b', more: { channelId: kitchen.id }, expected: ['spoken'] },
  { query: 'b', more: { channelId: 9_999_999 }, expected: [] },
  { query: 'brot', more: { minDurationMs: 60_000 }, expected: ['bread', 'brot'] },
  { query: 'brot', more: { minDurationMs: 60_001 }, expected: [] },
  { query: 'brot', more: { maxDurationMs: 60_000 }, expected: ['bread', 'brot'] },
  { query: 'brot', more: { maxDurationMs: 59_999 }, expected: [] },
  {
    query: 'brot',
    more: { publishedAfter: '2020-01-01T00:00:00.000Z' },
    expected: ['bread', 'brot'],
  },
  { query: 'brot', more: { publishedAfter: '2100-01-01T00:00:00.000Z' }, expected: [] },
])(
  'when $query is narrowed to $more, then $expected are found',
  async ({ query, more, expected }) => {
    expect(await found(query, more)).toEqual(expected)
  },
)
