import type { Database } from '@larder/db'

/** What is counted of videos and channels, and what there is of it: those that differ. */
export async function miscounted({ writer }: Database): Promise<string[]> {
  const videos = await writer.selectFrom('videos').selectAll().execute()
  const reactions = await writer.selectFrom('reactions').selectAll().execute()
  const comments = await writer.selectFrom('comments').selectAll().execute()
  const channels = await writer.selectFrom('channels').selectAll().execute()
  const follows = await writer.selectFrom('follows').selectAll().execute()
  const ofVideo = (id: number) => ({
    likes: reactions.filter((row) => row.video_id === id && row.reaction === 'like').length,
    dislikes: reactions.filter((row) => row.video_id === id && row.reaction === 'dislike').length,
    comments: comments.filter((row) => row.video_id === id && row.deleted_at === null).length,
  })
  const compared = [
    ...videos.map(({ id, like_count: likes, dislike_count: dislikes, comment_count }) => ({
      what: `video ${id}`,
      counted: { likes, dislikes, comments: comment_count },
      there: ofVideo(id),
    })),
    ...channels.map(({ id, follower_count }) => ({
      what: `channel ${id}`,
      counted: follower_count,
      there: follows.filter(({ channel_id }) => channel_id === id).length,
    })),
    ...comments.map(({ id, reply_count }) => ({
      what: `comment ${id}`,
      counted: reply_count,
      there: comments.filter(({ parent_id }) => parent_id === id).length,
    })),
  ]
  return compared
    .filter(({ counted, there }) => JSON.stringify(counted) !== JSON.stringify(there))
    .map(({ what, ...rest }) => `${what}: ${JSON.stringify(rest)}`)
}
