import { ChannelFollowed, ChannelUnfollowed, channelEvents } from '../../channels/events.ts'
import type { AnyEventType } from '../../event-log/define.ts'
import { defineProjection } from '../../event-log/projections/define.ts'
import { SEARCH } from '../../search/generation.ts'
import {
  CommentAdded,
  CommentDeleted,
  CommentEdited,
  CommentsSwitched,
  ReactionGiven,
  videoEvents,
} from '../events.ts'
import { indexChannel, indexVideo } from './index-videos.ts'

/** What happens often and changes no words. Whatever else happens to a video or a channel may. */
const unconcerned = new Set<AnyEventType>([
  ChannelFollowed,
  ChannelUnfollowed,
  CommentAdded,
  CommentDeleted,
  CommentEdited,
  CommentsSwitched,
  ReactionGiven,
])

/**
 * The words by which videos and channels are found. Events only say that something may have changed: what
 * it is now stands in the rows, so that none of their words is in the log.
 */
export const searchProjection = defineProjection({
  name: SEARCH,
  version: 1,
  reads: [...channelEvents, ...videoEvents].filter((event) => !unconcerned.has(event)),
  tables: ['video_words', 'channel_words'],
  async apply(db, events, generation) {
    const streams = new Set(events.map(({ stream }) => stream))
    for (const stream of streams) {
      const [, kind, id] = /^(video|channel)-(\d+)$/.exec(stream) ?? []
      if (kind === 'video') await indexVideo(db, Number(id), generation)
      if (kind === 'channel') await indexChannel(db, Number(id), generation)
    }
  },
})
