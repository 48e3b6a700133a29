import type { Reader, Tables } from '@larder/db'
import { inThisOrder } from '@larder/db'
import type { Kysely } from 'kysely'
import { searchedGeneration } from '../../search/generation.ts'
import { wordsIn } from '../../text/words.ts'
import type { Onlooker } from '../policy.ts'
import { findable } from '../policy.ts'
import { channelWord, tagWord, weights } from '../search/weights.ts'

/** Videos that are looked at for each word, at most: those in which it counts most, then the newest. */
const LOOKED_AT = 100

/** Words of a title that are looked at, at most. */
const MOST_WORDS = 12

/** What a channel in common counts: as much as a word that a sixteenth of what is looked at has. */
const CHANNEL_COUNTS = 4

/** The videos that are most like one and that somebody may find, the most like it first. */
export async function similarIds(
  reader: Reader,
  video: { id: number; channel_id: number; title: string; tags: string[] },
  onlooker: Omit<Onlooker, 'hasGrant'>,
): Promise<number[]> {
  const db = reader as Kysely<Tables>
  const generation = await searchedGeneration(reader)
  const scores = new Map<number, number>()
  const words = [...wordsIn(video.title)].slice(0, MOST_WORDS)
  for (const word of [...video.tags.map(tagWord), ...words, channelWord(video.channel_id)]) {
    const rows = await inThisOrder(
      db,
      db
        .selectFrom('video_words as found')
        .crossJoin('videos as video')
        .crossJoin('channels as channel')
        .crossJoin('accounts as owner')
        .select(['found.video_id', 'found.weight'])
        .where('found.generation', '=', generation)
        .where('found.word', '=', word)
        .whereRef('video.id', '=', 'found.video_id')
        .whereRef('channel.id', '=', 'video.channel_id')
        .whereRef('owner.id', '=', 'channel.account_id')
        .where(findable(onlooker))
        .orderBy('found.weight', 'desc')
        .orderBy('found.video_id', 'desc')
        .limit(LOOKED_AT),
    ).execute()
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
