import { defineCommand } from '../../command/define.ts'
import { required } from '../../command/parameter.ts'
import { playlist, video } from '../../command/video-reference.ts'

export const removeFromPlaylist = defineCommand({
  name: 'remove',
  summary: 'Take a video out of a playlist of yours',
  arguments: {
    playlist: required('Its id', playlist),
    video: required('The id of the video', video),
  },
  examples: [['playlists remove PLQw4w9WgXc dQw4w9WgXcQ']],
  async run({ output, connect }, { playlist: id, video: wanted }) {
    const larder = await connect()
    const changed = await larder.playlists.remove({ id, videoId: wanted.id })
    output.answer(`It is not in "${changed.title}" any more; ${changed.videos} are.`, changed)
  },
})
