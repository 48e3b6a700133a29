import type { Step } from './step.ts'

export const filesOfVideos: Step[] = [keptForOwner('file_id'), keptForOwner('incoming_file_id')]

// Who watches a video is said by its privacy: what its file said before must not outlast that.
function keptForOwner(column: 'file_id' | 'incoming_file_id'): Step {
  return ({ db }) =>
    db
      .updateTable('files')
      .set({ audience: 'owner' })
      .where('audience', '=', 'everyone')
      .where((eb) => {
        const videos = eb.selectFrom('videos').select('videos.id')
        return eb.exists(videos.whereRef(`videos.${column}`, '=', 'files.id'))
      })
      .execute()
}
