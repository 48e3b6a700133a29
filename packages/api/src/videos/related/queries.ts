import type { Reader } from '@larder/db'
import { searchedGeneration } from '../../search/generation.ts'
import { wordsIn } from '../../text/words.ts'
import { channelWord, tagWord, weights } from '../search/weights.ts'

/** Videos that are looked at for each word, at most: those in which it counts most, then the newest. */
const LOOKED_AT = 100

/** Words of a title that are looked at, at most. */
const MOST_WORDS = 12

/** What a channel in common counts: as much as a word that a sixteenth of what is looked at has. */
const CHANNEL_COUNTS = 4

/** The videos that are most like one, the most like it first, whoever may find them. */
export async function similarIds(
  db: Reader,
  video: { id: number; channel_id: number; title: string; tags: string[] },
): Promise<number[]> {
  const generation = await searchedGeneration(db)
  const scores = new Map<number, number>()
  const words = [...wordsIn(video.title)].slice(0, MOST_WORDS)
  for (const word of [...video.tags.map(tagWord), ...words, channelWord(video.channel_id)]) {
    const rows = await db
      .selectFrom('video_words')
      .select(['video_id', 'weight'])
      .where('generation', '=', generation)
      .where('word', '=', word)
      .orderBy('weight', 'desc')
      .orderBy('video_id', 'desc')
      .limit(LOOKED_AT)
      .execute()
    // The rarer it is, the more it says.
    const rarity = 1 + Math.log2(LOOKED_AT / Math.max(1, rows.length))
    const isChannel = word === channelWord(video.channel_id)
    for (const { video_id, weight } of rows) {
      const points = isChannel ? CHANNEL_COUNTS : (rarity * weight) / weights.title
      scores.set(video_id, (scores.get(video_id) ?? 0) + points)
    }
  }
  scores.delete(video.id)
  return [...scores]
    .sort(([id, score], [otherId, other]) => other - score || otherId - id)
    .map(([id]) => id)
}
