import { z } from 'zod'
import { command } from '../procedures/trpc.ts'
import { fold } from '../text/fold.ts'
import { VideoEdited, videoStream } from './events.ts'
import { holdOwnVideo } from './own-video.ts'
import { tagsOf, writeTags } from './queries.ts'
import { Description, SpokenLanguage, Tags, Title, Video, VideoId } from './schema.ts'
import { shownVideo } from './shown-video.ts'

export const editVideo = command({
  summary: 'Changes what is said of a video of yours: its title, description, tags and language.',
  scope: 'videos:write',
  input: z.strictObject({
    id: VideoId,
    title: Title.optional(),
    description: Description.optional(),
    tags: Tags.optional(),
    language: SpokenLanguage.nullable().optional(),
  }),
  output: Video,
}).mutation(async ({ ctx, input: { id, tags, ...wanted } }) => {
  const { db, actor, clock } = ctx
  const before = await holdOwnVideo(ctx, id)
  const {
    title = before.title,
    description = before.description,
    language = before.language,
  } = wanted
  const after = { ...before, title, description, language }
  const words = ['title', 'description', 'language'] as const
  const changed: ((typeof words)[number] | 'tags')[] = words.filter(
    (word) => after[word] !== before[word],
  )
  if (changed.length > 0) {
    await db
      .updateTable('videos')
      .set({ title, title_key: fold(title, 120), description, language })
      .where('id', '=', before.id)
      .execute()
  }
  const had = (await tagsOf(db, [before.id])).map(({ tag }) => tag)
  if (tags && JSON.stringify(tags) !== JSON.stringify(had)) {
    await writeTags(db, before.id, tags)
    changed.push('tags')
  }
  if (changed.length > 0)
    await ctx.record(videoStream(before), VideoEdited({ videoId: id, changed }))
  return shownVideo(db, { actor, now: clock.now() }, after)
})
